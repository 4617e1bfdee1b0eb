"""A container's own question to itself: `python deploy/healthy.py PORT` succeeds when the process answers."""

import sys
import urllib.request

with urllib.request.urlopen(f"http://localhost:{int(sys.argv[1])}/healthz", timeout=4) as answer:
    sys.exit(0 if answer.status == 200 else 1)
