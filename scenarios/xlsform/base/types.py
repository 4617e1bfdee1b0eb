"""The question types of an XLSForm and their spellings."""

import re
from dataclasses import dataclass

_PLAIN = {
    "text": "text", "string": "text", "integer": "integer", "int": "integer", "decimal": "decimal", "date": "date",
    "time": "time", "datetime": "datetime", "note": "note", "calculate": "calculate", "calculation": "calculate",
    "hidden": "hidden", "acknowledge": "acknowledge", "trigger": "acknowledge",
}  # fmt: skip
_METADATA = frozenset({
    "start", "end", "today", "deviceid", "username", "phonenumber", "email", "simserial", "subscriberid", "audit",
    "start-geopoint",
})  # fmt: skip
_UNSUPPORTED = frozenset({
    "image", "photo", "audio", "video", "file", "geopoint", "geotrace", "geoshape", "barcode", "rank", "range", "osm",
    "select_one_from_file", "select_multiple_from_file", "select_one_external", "csv-external", "xml-external",
    "background-audio", "background-geopoint",
})  # fmt: skip
_CONTROL = re.compile(r"(begin|end)[\s_]+(group|repeat|loop)")
_SELECT = re.compile(
    r"(select one from|select_one|select one|select1|select_multiple|select multiple|select all that apply)"
    r"(?:\s+(\S+))?(?:\s+(or_other|or specify other|or other))?"
)
KNOWN = (
    "text", "integer", "decimal", "date", "time", "datetime", "note", "calculate", "hidden", "acknowledge",
    "select_one", "select_multiple", "begin_group", "end_group", "begin_repeat", "end_repeat",
)  # fmt: skip
_ONE = frozenset({"select_one", "select one", "select one from", "select1"})


@dataclass(frozen=True)
class Type:
    """`kind`: a question type, begin, end, metadata, unsupported or unknown; `of` group or repeat; `list_name`."""

    kind: str
    said: str
    of: str = ""
    list_name: str = ""
    has_other: bool = False


def read_type(cell: str) -> Type:
    """What the type column says; spaces, underscores and capitals do not matter."""
    said = " ".join(cell.split())
    plain = said.lower()
    if match := _CONTROL.fullmatch(plain):
        return Type(match[1], said, of=match[2]) if match[2] != "loop" else Type("unsupported", said)
    if match := _SELECT.fullmatch(plain):
        kind = "select_one" if match[1] in _ONE else "select_multiple"
        return Type(kind, match[1], list_name=_list_in(said, match), has_other=bool(match[3]))
    if plain in _PLAIN:
        return Type(_PLAIN[plain], said)
    if plain in _METADATA:
        return Type("metadata", said)
    is_unsupported = plain.split(" ")[0] in _UNSUPPORTED
    return Type("unsupported" if is_unsupported else "unknown", said)


def _list_in(said: str, match: re.Match[str]) -> str:
    return said[match.start(2) : match.end(2)] if match[2] else ""
