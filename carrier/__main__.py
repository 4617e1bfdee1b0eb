"""`python -m carrier --port 9000`: open the telephone company."""

import argparse
import os
import sys

from carrier.server import NotLoopback, serve
from carrier.settings import settings_from


def main() -> int:
    """Serve until interrupted; 2 for an address that is not loopback."""
    parser = argparse.ArgumentParser(
        prog="carrier", description="A simulated telephone company, on loopback."
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True, help="0 takes any free port")
    asked = parser.parse_args()
    try:
        serve(settings_from(os.environ), asked.host, asked.port)
    except NotLoopback as refusal:
        print(refusal, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
