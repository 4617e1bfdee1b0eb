"""Twilio's own description of its REST API, as far as the simulated company speaks it, and what it is checked for."""
