"""Lists of entries as files: read, checked, confirmed, written.

columns.py     what a column is called      reading.py     a file -> rows
checking.py    rows -> what they would do   operations.py  kept, then imported as a whole
writing.py     the empty list, the export, the bad rows with their reasons
"""
