"""What commands and screens ask: hours, and whom somebody means who calls or writes to us."""
