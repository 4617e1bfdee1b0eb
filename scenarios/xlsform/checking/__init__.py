"""The check of an upload, in a process of its own: from bytes to a report with every mistake by its cell."""
