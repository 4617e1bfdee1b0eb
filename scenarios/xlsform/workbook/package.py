"""The outside of an upload: is it a workbook at all, and is it safe to open?"""

import io
import zipfile
from collections.abc import Iterator

import re2

from scenarios.xlsform.base.limits import (
    MAX_COLUMNS,
    MAX_ENTRIES,
    MAX_FILE,
    MAX_ROWS,
    MAX_SIGNS,
    MAX_UNPACKED,
)
from scenarios.xlsform.base.problems import Problem

_OLE = b"\xd0\xcf\x11\xe0"
_MEGABYTE = 1024 * 1024
# RE2, because the sheet is not yet known to be harmless; cells without content (mere styles) may lie anywhere.
_FILLED_CELL = re2.compile(
    rb'<(?:\w+:)?c\b[^<>]*\br="([A-Z]{1,3})(\d{1,7})"(?:[^<>]*[^/<>])?>\s*<(?:\w+:)?(?:v|is|f)\b'
)
_FORBIDDEN_PARTS = (
    ("vbaproject", "macros"),
    ("macrosheets/", "macros"),
    ("externallinks/", "external_links"),
    ("embeddings/", "embedded_object"),
    ("activex/", "embedded_object"),
)


def problems_of_package(workbook: bytes) -> list[Problem]:
    """What forbids opening this file; nothing of it is interpreted before this list is empty."""
    if len(workbook) > MAX_FILE:
        return [Problem("file_too_big", params={"limit": MAX_FILE // _MEGABYTE})]
    if workbook.startswith(_OLE):
        return [Problem("old_workbook")]
    try:
        with zipfile.ZipFile(io.BytesIO(workbook)) as package:
            return list(_problems_of_list(package)) or list(_problems_of_parts(package))
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        return [Problem("not_a_workbook")]


def _problems_of_list(package: zipfile.ZipFile) -> Iterator[Problem]:
    """What the table of contents says, without unpacking anything."""
    entries = package.infolist()
    if len(entries) > MAX_ENTRIES:
        yield Problem("too_many_entries", params={"count": len(entries), "limit": MAX_ENTRIES})
        return
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        yield Problem("unpacks_too_big", params={"limit": MAX_UNPACKED // _MEGABYTE})
        return
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names) or "xl/workbook.xml" not in names:
        yield Problem("not_a_workbook")
    for entry in entries:
        yield from _problems_of_entry(entry)


def _problems_of_entry(entry: zipfile.ZipInfo) -> Iterator[Problem]:
    name = entry.filename.lower()
    is_link = (entry.external_attr >> 16) & 0o170000 == 0o120000
    if name.startswith("/") or ".." in name.split("/") or "\\" in name or is_link or entry.flag_bits & 1:
        yield Problem("strange_entry", params={"name": entry.filename[:80]})
    for part, code in _FORBIDDEN_PARTS:
        if part in name and not (code == "embedded_object" and "printersettings" in name):
            yield Problem(code)
            return


def _problems_of_parts(package: zipfile.ZipFile) -> Iterator[Problem]:
    """What lies in the XML itself: entities (billion laughs) and cells so far out that reading would take days."""
    signs = 0
    for entry in package.infolist():
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        content = package.read(entry)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\0" in content[:200]:
            yield Problem("entities")
            return
        signs += content.count(b"<") + content.count(b"=")
        if signs > MAX_SIGNS:
            yield Problem("too_many_cells")
            return
        if entry.filename.startswith("xl/worksheets/"):
            yield from _far_cells(content)


def _far_cells(sheet: bytes) -> Iterator[Problem]:
    for match in _FILLED_CELL.finditer(sheet):
        if int(match[2]) > MAX_ROWS or _column_number(match[1]) > MAX_COLUMNS:
            cell = (match[1] + match[2]).decode()
            yield Problem("far_cell", cell=cell, params={"rows": MAX_ROWS, "columns": MAX_COLUMNS})
            return


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
