"""What everything else stands on: the words of a script, its limits, its texts, and the sentences about mistakes."""
