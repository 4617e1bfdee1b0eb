"""The demonstration: Belgium with people, logins, laboratories and a backlog, none of whom exist."""
