"""How legs and SMS go out: what the outbox (journal/outbox.py) must know of them."""
