from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from tools.bench.answer import measure_answers
from tools.bench.call import measure_calls
from tools.bench.churn import HALF_AN_HOUR, measure_churn
from tools.bench.claim import measure_claims
from tools.bench.fanout import measure_fanout
from tools.bench.figures import Figures, as_line, as_table
from tools.bench.floor import measure_floor
from tools.bench.growth import measure_growth
from tools.bench.intake import measure_intake
from tools.bench.thread import measure_thread


class Command(BaseCommand):
    help = "Measure this machine, on a scratch database beside the configured one; nothing that exists is touched."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object a line, also on a terminal")
        names = "intake | claim | answer | call | floor | growth | churn | fanout | thread"
        bench = parser.add_subparsers(dest="bench", required=True, metavar=names)
        intake = bench.add_parser("intake", help="single posts per second through HTTP")
        intake.add_argument("--posts", type=int, default=1000)
        intake.add_argument("--posters", type=numbers, default=[1, 8], help="threads that post: 1,8")
        claim = bench.add_parser("claim", help="offers per second with many calls owed")
        claim.add_argument("--backlogs", type=numbers, default=[10_000, 100_000])
        claim.add_argument("--claimers", type=numbers, default=[1, 8], help="processes that ask: 1,8")
        claim.add_argument("--offers", type=int, default=1600, help="offers for each line")
        answer = bench.add_parser("answer", help="one answer saved, and the page of the script drawn anew")
        answer.add_argument("--answers", type=int, default=40)
        call = bench.add_parser("call", help="processor time of a completed call, over all processes")
        call.add_argument("--calls", type=int, default=24)
        floor = bench.add_parser("floor", help="a change, and every supervisor fetches the agents' table")
        floor.add_argument("--agents", type=int, default=400)
        floor.add_argument("--supervisors", type=numbers, default=[1, 20])
        floor.add_argument("--refreshes", type=int, default=40)
        growth = bench.add_parser("growth", help="what is asked all day, with years of calls behind")
        growth.add_argument("--histories", type=numbers, default=[3_000, 30_000, 300_000])
        churn = bench.add_parser("churn", help="offers while the same calls change state all day")
        churn.add_argument("--changes", type=int, default=1_000_000)
        churn.add_argument("--under-snapshot", type=int, default=HALF_AN_HOUR)
        churn.add_argument("--offers", type=int, default=200)
        fanout = bench.add_parser("fanout", help="one event to many WebSockets of one process")
        fanout.add_argument("--sockets", type=int, default=400)
        fanout.add_argument("--events", type=int, default=100)
        thread = bench.add_parser(
            "thread", help="a laboratory's post until an agent's screen shows the offer"
        )
        thread.add_argument("--posts", type=int, default=50)

    def handle(self, *args: Any, **options: Any) -> None:
        is_for_people = self.stdout.isatty() and not options["json"]
        measured = []
        for figures in self.measure(options):
            measured.append(figures)
            if not is_for_people:
                self.stdout.write(as_line(figures))
                self.stdout.flush()
        if is_for_people:
            self.stdout.write(as_table(measured))

    def measure(self, chosen: dict[str, Any]) -> Iterator[Figures]:
        """The figures of one sub-command, as they come."""
        match chosen["bench"]:
            case "intake":
                return measure_intake(chosen["posts"], chosen["posters"])
            case "claim":
                return measure_claims(chosen["backlogs"], chosen["claimers"], chosen["offers"])
            case "answer":
                return measure_answers(chosen["answers"])
            case "call":
                return measure_calls(chosen["calls"])
            case "floor":
                return measure_floor(chosen["agents"], chosen["supervisors"], chosen["refreshes"])
            case "growth":
                return measure_growth(chosen["histories"])
            case "churn":
                return measure_churn(chosen["changes"], chosen["under_snapshot"], chosen["offers"])
            case "fanout":
                return measure_fanout(chosen["sockets"], chosen["events"])
            case _:
                return measure_thread(chosen["posts"])


def numbers(text: str) -> list[int]:
    """Whole numbers with commas between them."""
    return [int(word) for word in text.split(",")]
