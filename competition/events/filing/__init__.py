"""Filing (备案): a competition is filed with the authority, and stands in the plan of its year.

rules       states, what a filing needs, which occupations return too soon
sheet       the filing sheet as a PDF: values in, bytes out
"""
