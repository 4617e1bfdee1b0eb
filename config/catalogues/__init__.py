"""The translation catalogues in locale/: collected from the source, translated by people, compiled for Django.

Written in Python with Babel, because not every machine that develops or builds this has GNU gettext.
"""
