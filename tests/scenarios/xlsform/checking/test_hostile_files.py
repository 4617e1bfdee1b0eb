"""Files made to do harm are refused with a sentence, and nothing of them is used."""

import io
import subprocess
import sys
import zipfile

import pytest

from scenarios.actions import action_specs
from scenarios.xlsform import check
from scenarios.xlsform.checking.sandbox import FellOver, TookTooLong
from tests.scenarios.xlsform.workbooks import c, problems_in, q, sound, workbook


def codes(content: bytes) -> list[str]:
    return [problem.code for problem in problems_in(content)]


def repacked(changes: dict[str, bytes]) -> bytes:
    """A sound workbook with parts put in or replaced."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(*sound()))) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        parts = {entry.filename: old.read(entry) for entry in old.infolist()} | changes
        for name, content in parts.items():
            new.writestr(name, content)
    return file.getvalue()


def with_cell(cell: str) -> bytes:
    sheet = f"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
    <row r="1"><c r="{cell}" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>"""
    return repacked({"xl/worksheets/sheet1.xml": sheet.encode()})


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04broken", b"<html>", bytes(range(256)) * 10])
def test_what_is_no_zip_is_no_workbook(content: bytes) -> None:
    assert codes(content) == ["not_a_workbook"]


def test_a_zip_of_something_else_is_no_workbook() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("readme.txt", "hello")
    assert codes(file.getvalue()) == ["not_a_workbook"]


def test_a_cut_off_workbook_is_no_workbook() -> None:
    assert codes(workbook(*sound())[:2000]) == ["not_a_workbook"]


def test_the_old_format_is_named() -> None:
    assert codes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600) == ["old_workbook"]


def test_a_bomb_is_not_unpacked() -> None:
    assert codes(repacked({"xl/media/image1.png": b"\0" * (30 * 1024 * 1024)})) == ["unpacks_too_big"]


def test_a_large_file_is_not_even_opened() -> None:
    assert [p.code for p in check(b"PK" + b"\0" * (3 * 1024 * 1024), actions={}).problems] == ["file_too_big"]


def test_thousands_of_parts_are_refused() -> None:
    assert codes(repacked({f"xl/media/{number}.png": b"" for number in range(300)})) == ["too_many_entries"]


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "XFD1", "B5001", "GS3"])
def test_a_far_cell_is_named_and_not_walked_to(cell: str) -> None:
    [problem] = problems_in(with_cell(cell))
    assert (problem.code, problem.cell) == ("far_cell", cell)


def test_a_sheet_without_headings_says_what_is_missing() -> None:
    assert "missing_column" in codes(with_cell("A1"))


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/externalLinks/externalLink1.xml", "external_links"),
        ("xl/embeddings/oleObject1.bin", "embedded_object"),
        ("../../etc/passwd", "strange_entry"),
    ],
)
def test_a_part_that_does_not_belong_is_refused(part: str, code: str) -> None:
    assert codes(repacked({part: b"x"})) == [code]


def test_entities_are_refused() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    assert codes(repacked({"xl/worksheets/sheet1.xml": laughs})) == ["entities"]


@pytest.mark.parametrize("flood", [b"<c " * 2_000_000, b"<c" + b' r="A1"' * 2_000_000, b"<a>" * 2_000_000])
def test_a_flood_of_tags_is_refused_before_it_is_parsed(flood: bytes) -> None:
    assert codes(repacked({"xl/worksheets/sheet1.xml": flood})) == ["too_many_cells"]


def test_a_malformed_part_is_a_sentence_and_no_crash() -> None:
    assert codes(repacked({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row>"})) == ["unreadable"]


def test_a_hundred_thousand_terms_are_refused() -> None:
    survey, choices = sound()
    survey[7]["calculation"] = "+".join(["1"] * 100_000)
    assert "cell_too_long" in codes(workbook(survey, choices))


def test_a_workbook_without_a_survey_says_so() -> None:
    renamed = repacked({})
    with zipfile.ZipFile(io.BytesIO(renamed)) as package:
        book = package.read("xl/workbook.xml").replace(b'name="survey"', b'name="Sheet1"')
    assert codes(repacked({"xl/workbook.xml": book})) == ["no_survey"]


def test_many_mistakes_are_cut_off() -> None:
    survey = [q("intger", f"q{number}", "x") for number in range(2000)]
    assert len(problems_in(workbook(survey, [c("a", "b")]))) == 300


def test_the_checking_process_gives_a_form() -> None:
    report = check(workbook(*sound()), actions=action_specs())
    assert report.is_sound
    assert (report.title, report.languages) == ("A script", ("fr", "en"))


@pytest.mark.parametrize(("fate", "code"), [(TookTooLong, "took_too_long"), (FellOver, "too_much_memory")])
def test_a_process_that_dies_is_a_problem(
    monkeypatch: pytest.MonkeyPatch, fate: type[Exception], code: str
) -> None:
    def die(*args: object) -> None:
        raise fate

    monkeypatch.setattr("scenarios.xlsform.checking.checker.inspect_apart", die)
    assert [p.code for p in check(b"PK", actions={}).problems] == [code]


def test_time_is_limited() -> None:
    assert [p.code for p in check(workbook(*sound()), actions=action_specs(), seconds=0.01).problems] == [
        "took_too_long"
    ]


def test_the_engine_runs_without_django() -> None:
    program = "import sys, scenarios.xlsform.__main__, scenarios.library; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
