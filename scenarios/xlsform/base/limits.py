"""How large a script may be. Generous for people, small for attacks (OWASP ASVS 5.0, 5.2)."""

MAX_FILE = 2 * 1024 * 1024
MAX_UNPACKED = 20 * 1024 * 1024
MAX_ENTRIES = 200
MAX_SIGNS = 1_200_000  # tags and attributes of all sheets: 150,000 filled cells, ten times the largest script
MAX_ROWS = 5_000
MAX_COLUMNS = 200
MAX_CELL = 5_000
MAX_GROUPS_DEEP = 8
MAX_EXPRESSIONS = 5_000
MAX_PROBLEMS = 300
