"""Reads that cross models, a file a topic."""
