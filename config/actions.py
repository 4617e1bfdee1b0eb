"""What scripts may make happen: the names an administrator may write in the column `action`."""

ACTIONS: dict = {}
