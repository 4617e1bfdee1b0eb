"""Makes workbooks of the shipped scripts, whose sheets are kept as CSV so that changes can be reviewed."""

import csv
import io
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

_HERE = Path(__file__).parent
_SHEETS = ("survey", "choices", "settings")
_WIDE, _NARROW = 48, 16

SCRIPTS = ("index_interview", "contact_notification")


def build_xlsx(name: str) -> bytes:
    """The workbook of a shipped script (one of SCRIPTS), as a regional administrator would download it."""
    if name not in SCRIPTS:
        raise KeyError(name)
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title in _SHEETS:
        _fill(workbook.create_sheet(title), _HERE / name / f"{title}.csv")
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _fill(sheet: Worksheet, source: Path) -> None:
    with source.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines):
            sheet.append([cell or None for cell in row])
    sheet.freeze_panes = "C2"
    for index, heading in enumerate(sheet[1], 1):
        heading.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(index)].width = (
            _WIDE if "::" in str(heading.value) else _NARROW
        )
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
