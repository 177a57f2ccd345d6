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
    permissions.py  labels on views, one guard
    language.py     Chinese and English, dates and numbers
    forms.py        what every form shares  errors.py      what can go wrong in an operation
    audit.py        who did what, when      jobs.py        what the clock starts
    cli.py          the command `saiwu`     commands/      its parts that need no database
    lettering/      the faces of what is printed
    demo/           a season of our own invention to look at
"""
