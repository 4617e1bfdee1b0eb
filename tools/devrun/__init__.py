"""The whole call centre on one machine, for a newcomer, a demonstration and the test suite.

Finds PostgreSQL and Valkey (from wheels or installed), launches them beside the house's own processes, and
stops everything again. Production uses none of this: see `deploy/` and `docker-compose.yml`.
"""
