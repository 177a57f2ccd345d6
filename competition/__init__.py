"""The application around the rule book: it remembers, shows and hands out.

Stages, in the order in which a competition lives; each imports only those before it:

    people -> events -> registration -> draw -> marking -> results
           -> upgrades -> advancement -> certificates -> portfolio

Every stage folder names its files alike; a file appears when it has content:

    models.py      what is remembered       rules.py   what is allowed (pure)
    operations.py  what changes             queries.py what is looked up
    forms.py       what comes in            views.py   what is shown

Around the stages:

    app.py          puts the application together: the only module that knows every stage
    config.py       the settings            assets.py      where templates and static files are
    database.py     sessions, exact column types, both databases
    vault.py        encryption of identity numbers
    incoming.py     what no request may carry              limits.py   how often one may try
    permissions.py  labels on views, one guard
    language.py     Chinese and English, dates and numbers words.py    words for our codes
    forms.py        what every form shares  errors.py      what can go wrong in an operation
    paging.py       lists by pages          tables.py      answers that are files
    spreadsheet.py  workbooks, read by a process of their own; formulas.py disarms cells
    audit.py        who did what, when      jobs.py        what the clock starts
    server.py       what granian runs
    cli.py          the command `saiwu`     commands/      its parts
    lettering/      the faces of what is printed
    demo/           a season of our own invention to look at
"""
