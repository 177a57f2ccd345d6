"""The rule book: pure functions over frozen values, standard library only.

    scheme -> marks -> scores -> scale -> standings -> medals -> upgrades, advancement

Every arrow is a module that knows only what stands to its left. No clock, no randomness without a
seed, no float; what the rules forbid is raised with the reason (`errors`), and results explain
themselves (`explain`). A choice is a table of named functions: METHODS, CALCULATIONS, SCALES,
MEDALS, POSITIONS.

    numbers       exact arithmetic and the rounding modes: the only place that rounds
    sentences     sentences as templates with values, so that they can be translated

    scheme        what is marked: Scheme, with criteria, aspect beside it
    measurement   a measured value -> mark       judgement    0-3 scores -> mark, and the spread
    aggregation   many judges' marks -> one      panels       whose marks count
    marks         sheets -> the score of an entry; what is unfinished
    scale         totals -> 700 and 500 scale
    standings     metrics, tie chain, ranks, what decided each
    medals        medals and awards, with bands; positions: what is published; delegations

    event         Bundle: everything that one event's results depend on, made of entries
    bundle        its JSON: read with every fault (documents), written back
    results       bundle -> rows in ranking order
    published     compared with what was announced

    rulesets      the rule-set file -> upgrades: a person's result -> promotion, titles, awards
    advancement   standings -> places and reserves for the next tier
    sampling      which sheets are re-checked
"""
