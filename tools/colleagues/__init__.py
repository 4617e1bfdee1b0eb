"""Simulated colleagues: they work through the same pages and sockets as a person, and know nothing else of us.

`manage.py simulate` becomes `python -m tools.colleagues`, which imports neither Django nor any app: no short cut is
possible, and forty of them fit in the memory of one page.
"""
