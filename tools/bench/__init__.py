"""Measurements that a person asks for: `manage.py bench`. Each measures its limit beside it, in the same run."""
