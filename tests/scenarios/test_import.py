"""A sheet becomes records by a mapping: all rows or none, and never twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.lang.diagnostics import render
from engine.lang.problems import NotFound, Refused
from engine.lang.source import Source, parse
from engine.lang.validation import validate
from engine.runtime.import_check import check_mapping
from engine.runtime.import_file import ImportReport, import_file
from engine.runtime.import_mapping import ImportDefinition
from engine.runtime.import_rows import Imported, ImportRefused, import_rows
from engine.runtime.import_sheet import Sheet, read_csv
from engine.runtime.steps.live import LiveStage
from tests.scenarios.conftest import APPS, NOW, Theatre

OpenApp = Callable[[str], Theatre]
IMPORTS = APPS["quality_trace"] / "imports"

BOOKS = """
import: books
title: Books
form: book
key: [code]
columns:
  title: "{Title}, {Author}"
  code: Code
  genre: {column: Kind, map: {N: novel, S: science}}
"""
LOANS = """
import: loans
title: Loans
form: loan
key: [book]
columns: {book: Code, member: Who}
"""
SHEET = "Code,Title,Author,Kind\nB1,Orlando,Woolf,N\nB2,Flatland,Abbott,S\n"


def mapping(text: str) -> tuple[ImportDefinition, Source]:
    source = parse(text, "mapping.yaml")
    read = validate(ImportDefinition, source)
    assert isinstance(read, ImportDefinition), render(read)
    return read, source


def imported(stage: LiveStage, text: str, sheet: str, *, skip_wrong: bool = False) -> Imported:
    stage.join("ann", "Ann", ["librarian"], None, "en")
    return import_rows(stage.turn("ann", NOW), mapping(text)[0], read_csv(sheet.encode()).rows, skip_wrong=skip_wrong)


def titles(stage: LiveStage) -> list[object]:
    return [stage.value(book, ["title"]) for book in stage.find("book", None, None, None)]


def test_each_row_becomes_a_record(open_app: OpenApp) -> None:
    def story(stage: LiveStage) -> None:
        assert imported(stage, BOOKS, SHEET) == Imported(stored=2, known=0)
        assert titles(stage) == ["Orlando, Woolf", "Flatland, Abbott"]
        assert (
            len(stage.find("book", "genre == 'science' and state == 'submitted' and shelf == 'here'", None, None)) == 1
        )

    open_app("library").undone(story)


def test_run_twice_nothing_is_stored_twice(library: Theatre) -> None:
    def story(stage: LiveStage) -> None:
        imported(stage, BOOKS, SHEET)
        more = SHEET + "B3,Emma,Austen,N\nB3,Emma,Austen,N\n"
        assert imported(stage, BOOKS, more) == Imported(stored=1, known=3)

    library.undone(story)


WRONG = SHEET + "B3,Emma,Austen,X\n,Lost,Nobody,N\n"


def test_all_wrong_rows_are_named_and_nothing_is_stored(new_library: Theatre) -> None:
    with pytest.raises(ImportRefused) as refused:
        new_library.kept(lambda stage: imported(stage, BOOKS, WRONG))
    assert [(row.row, [(one.path, one.code) for one in row.problems]) for row in refused.value.wrong] == [
        (3, [(("genre",), "not-mapped")]),
        (4, [(("code",), "required")]),
    ]
    assert new_library.engine.database.read_now(lambda connection: new_library.rows(connection, "book")) == 0


def test_wrong_rows_may_be_left_out(library: Theatre) -> None:
    def story(stage: LiveStage) -> None:
        answer = imported(stage, BOOKS, WRONG, skip_wrong=True)
        assert (answer.stored, [row.row for row in answer.wrong]) == (2, [3, 4])
        assert len(titles(stage)) == 2

    library.undone(story)


def test_links_are_found_by_key_or_name(library: Theatre) -> None:
    def story(stage: LiveStage) -> None:
        imported(stage, BOOKS, SHEET)
        people = "import: members\ntitle: Members\nform: member\nkey: [full_name]\ncolumns: {full_name: Who}\n"
        imported(stage, people, "Who\nCleo\n")
        assert imported(stage, LOANS, "Code,Who\nB1,Cleo\n").stored == 1
        assert len(stage.find("loan", "book.code == 'B1' and member.full_name == 'Cleo'", None, None)) == 1

    library.undone(story)


def test_a_link_to_nothing_is_a_problem_of_its_row(library: Theatre) -> None:
    with pytest.raises(ImportRefused) as refused:
        library.undone(lambda stage: imported(stage, LOANS, "Code,Who\nB9,Cleo\n"))
    assert [one.code for one in refused.value.wrong[0].problems] == ["no-such-record", "no-such-record"]


def test_rows_are_imported_with_the_rights_of_the_person(library: Theatre) -> None:
    def story(stage: LiveStage) -> None:
        stage.join("bob", "Bob", ["reader"], None, "en")
        import_rows(stage.turn("bob", NOW), mapping(BOOKS)[0], read_csv(SHEET.encode()).rows)

    with pytest.raises(ImportRefused):
        library.undone(story)


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (("form: book", "form: bok"), "form-unknown", "did you mean 'book'"),
        (("genre: {", "gnere: {"), "field-unknown", "did you mean 'genre'"),
        (("code: Code", "code: Cod"), "column-unknown", "did you mean 'Code'"),
        (("{Author}", "{Autor}"), "column-unknown", "did you mean 'Author'"),
        (("key: [code]", "key: [shelf]"), "key-not-filled", "'shelf'"),
    ],
)
def test_a_mapping_is_checked_before_any_row(change: tuple[str, str], code: str, said: str, library: Theatre) -> None:
    definition, source = mapping(BOOKS.replace(*change))
    forms = library.app.forms
    found = check_mapping(definition, source, forms, read_csv(SHEET.encode()).headers)
    assert [finding.code for finding in found] == [code]
    assert said in found[0].render()


def test_nothing_is_imported_into_a_computed_field(library: Theatre) -> None:
    definition, source = mapping(LOANS.replace("member: Who", "due_on: Who"))
    found = check_mapping(definition, source, library.app.forms, ["Code", "Who"])
    assert [finding.code for finding in found] == ["field-not-entered"]


def test_a_sheet_saved_on_a_chinese_desktop_is_read() -> None:
    assert read_csv("编码,名称\nB1,溯源\n".encode("gb18030")) == Sheet(
        ("编码", "名称"), ({"编码": "B1", "名称": "溯源"},)
    )


def test_a_mark_before_the_headers_is_no_part_of_them() -> None:
    assert read_csv(b"\xef\xbb\xbfCode\nB1\n\n,\n").headers == ("Code",)


def test_a_sheet_without_headers_is_refused() -> None:
    with pytest.raises(Refused):
        read_csv(b"")


def test_the_steel_plate_extract_is_imported_with_its_defects(open_app: OpenApp) -> None:
    definition, source = mapping((IMPORTS / "steel_plates_faults.yaml").read_text())
    sheet = read_csv(next(Path(IMPORTS / "examples").glob("*.csv")).read_bytes())

    def story(stage: LiveStage) -> None:
        stage.join("admin", "Admin", ["admin"], None, "en")
        assert not check_mapping(definition, source, theatre.app.forms, sheet.headers)
        assert import_rows(stage.turn("admin", NOW), definition, sheet.rows) == Imported(70, 0)
        assert import_rows(stage.turn("admin", NOW), definition, sheet.rows) == Imported(0, 70)
        pareto = stage.chart("admin", NOW, "cockpit", "defect_pareto")
        assert {name.split()[-1]: int(str(number)) for name, number in pareto.items()} == {
            "Other_Faults": 24,
            "Bumps": 15,
            "K_Scratch": 14,
            "Z_Scratch": 7,
            "Pastry": 6,
            "Stains": 2,
            "Dirtiness": 2,
        }
        assert len(stage.find("nonconformance", None, None, None)) == 0

    theatre = open_app("quality_trace")
    theatre.undone(story)


def imported_from(folder: Path, theatre: Theatre, text: str, sheet: str, login: str = "ann") -> ImportReport:
    theatre.kept(lambda stage: stage.join("ann", "Ann", ["librarian"], None, "en"))
    (folder / "mapping.yaml").write_text(text)
    (folder / "sheet.csv").write_text(sheet)
    return import_file(theatre.engine, folder / "mapping.yaml", folder / "sheet.csv", login=login)


def test_a_file_is_imported_and_counted(new_library: Theatre, tmp_path: Path) -> None:
    report = imported_from(tmp_path, new_library, BOOKS + "source: The catalogue\n", SHEET)
    assert report.good
    assert report.summary().splitlines() == [
        "2 stored, 0 already there. 新增 2 条，已有 0 条。",
        "Source · 来源：The catalogue",
    ]


def test_wrong_rows_are_listed_by_number(new_library: Theatre, tmp_path: Path) -> None:
    report = imported_from(tmp_path, new_library, BOOKS, WRONG)
    assert not report.good
    assert [line.partition(":")[0] for line in report.summary().splitlines()[:-1]] == ["row 3", "row 4"]


def test_a_wrong_mapping_is_shown_like_any_definition(new_library: Theatre, tmp_path: Path) -> None:
    report = imported_from(tmp_path, new_library, BOOKS.replace("form: book", "form: bok"), SHEET)
    assert "[form-unknown]" in report.summary()
    report = imported_from(tmp_path, new_library, BOOKS.replace("columns:", "colums:"), SHEET)
    assert "did you mean 'columns'?" in report.summary()


def test_nobody_imports_nothing(new_library: Theatre, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        imported_from(tmp_path, new_library, BOOKS, SHEET, login="nobody")
