import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from scenarios.actions import action_specs
from scenarios.xlsform import check


class Command(BaseCommand):
    help = "Check a script's workbook as an upload does. Exit 1 when it has errors."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="The .xlsx to check.")
        parser.add_argument("--json", action="store_true", help="Print the report as JSON.")

    def handle(self, *args: Any, file: Path, json: bool, **options: Any) -> None:
        try:
            report = check(file.read_bytes(), actions=action_specs())
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        if json:
            self.stdout.write(as_json(report.to_dict()))
        else:
            for problem in report.problems:
                self.stdout.write(
                    f"{problem.severity:8} {problem.sheet}!{problem.cell or '-'}  {problem.message}"
                )
        if not report.is_sound:
            raise CommandError(f"{len(report.errors)} error(s): this workbook cannot go on air.")
        self.stdout.write(self.style.SUCCESS("This workbook can go on air."))


def as_json(report: dict[str, Any]) -> str:
    """Readable JSON."""
    return json.dumps(report, ensure_ascii=False, indent=2)
