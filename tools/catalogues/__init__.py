"""Collecting the sentences that people translate in locale/; what reads and compiles them is config/catalogues.py.

Written in Python with Babel, because not every machine that develops this has GNU gettext.
"""
