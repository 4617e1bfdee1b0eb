"""What commands and screens ask: hours, lanes, an agent's day, the call on an agent's screen."""
