"""Documents: how JSON from outside is read into values, every fault with its path.

json_text   text -> values; keys that are written twice are remembered
reading     Reading: checks values, notes faults and goes on; nodes: the same, part by part

aspects, calculations, settings, entries, published     parts of a bundle
rules, ranks, rewards, presets, cases                   parts of a rule-set file
"""
