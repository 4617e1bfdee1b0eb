"""Wires the apps together. Nobody imports it."""
