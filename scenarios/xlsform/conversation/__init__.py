"""One conversation along a form: what is known, what is said and asked, what is shown, how it ends."""
