"""Rows for tests, by plain functions: each makes the smallest thing that can exist, and what it needs."""
