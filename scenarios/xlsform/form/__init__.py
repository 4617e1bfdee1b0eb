"""The compiled form: immutable, one for each version of a script, shared by all its conversations."""
