"""One telephone company: Twilio, and whatever speaks its API."""
