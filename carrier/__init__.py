"""A telephone company in a box: Twilio's REST API and signed webhooks on one side, simulated citizens on the other.

It stands alone: it imports nothing of the other apps and nothing imports it. Start it with
`python -m carrier --port 9000`; `docs/carrier.md` is its manual.
"""
