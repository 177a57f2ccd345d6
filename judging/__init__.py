"""The rule book: pure functions over frozen values, standard library only.

    scheme -> marks -> scores -> scale -> standings -> medals -> upgrades, advancement

Every arrow is a module that knows only what stands to its left. No clock, no randomness without a
seed, no float; what the rules forbid is raised with the reason (`errors`), and results explain
themselves (`explain`). A choice is a table of named functions: METHODS, CALCULATIONS, SCALES,
MEDALS, POSITIONS. The main line stands here; the packages beside it hold its parts.

    numbers       exact arithmetic and the rounding modes: the only place that rounds
    sentences     sentences as templates with values, so that they can be translated
    errors        what the rules forbid, with the reason

    scheme        what is marked: Scheme, valid by construction
    measurement   a measured value -> mark       judgement    0-3 scores -> mark, and the spread
    aggregation   many judges' marks -> one: METHODS
    marks         sheets -> the score of an entry; what is unfinished
    scale         totals -> 700 and 500 scale: SCALES
    standings     metrics, tie chain, ranks, what decided each
    medals        medals and awards: MEDALS; bands: awards by share of the field
    positions     published positions: POSITIONS; delegations: best of each, and their table

    event         Bundle: everything that one event's results depend on; bundle: its JSON
    results       bundle -> rows in ranking order
    explain       why an entry has its result, as sentences
    sampling      which sheets are re-checked

    rulesets      the rule-set file, read and validated
    upgrades      rule set + a person's result -> promotion, titles, awards, with reasons
    advancement   standings -> places and reserves for the next tier

    marking       criteria and aspects, entries, panels (whose marks count)
    promotion     rules, ranks and rewards, the ladder of levels, conditions, yearly limit
    places        the cut, candidates, and the filling of places
    documents     JSON -> values, every fault with its path, and back
"""
