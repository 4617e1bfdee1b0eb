"""Twilio's REST API, as far as the customer uses it."""
