"""App packages: what goes out comes in again, and what somebody else made up is refused in plain words."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from engine.app.files import read_folder
from engine.app.package import LARGEST, PackageRefused, export, pack, read_package
from engine.lang.source import parse

ROOT = Path(__file__).parents[2]
CASES_FILE = ROOT / "tests/cases/packages.yaml"
METHODS = {"stored": zipfile.ZIP_STORED, "deflated": zipfile.ZIP_DEFLATED, "lzma": zipfile.ZIP_LZMA}


def cases() -> list[Mapping[str, Any]]:
    source = parse(CASES_FILE.read_text("utf-8"), CASES_FILE.name)
    assert not source.diagnostics
    assert isinstance(source.value, list)
    return source.value


TAKEN = [case for case in cases() if "files" in case]
REFUSED = [case for case in cases() if "refused" in case]


def package_of(case: Mapping[str, Any]) -> bytes:
    content = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(content, "w") as archive:
        warnings.simplefilter("ignore")
        for entry in case.get("entries", ()):
            for number in range(entry.get("each", 1)):
                _add(archive, entry, entry["name"].replace("#", str(number)))
    whole = content.getvalue()
    if case.get("encrypted"):
        whole = _encrypted(whole)
    if flip := case.get("flip"):
        whole = whole.replace(flip.encode(), b"?" + flip.encode()[1:])
    whole = case.get("before", "").encode("latin-1") + whole + case.get("after", "").encode()
    if "entries" not in case and "before" in case:
        whole = case["before"].encode()
    return whole[: -case["cut"]] if "cut" in case else whole


def _add(archive: zipfile.ZipFile, entry: Mapping[str, Any], name: str) -> None:
    written = zipfile.ZipInfo("x", (2026, 1, 1, 0, 0, 0))
    written.filename = name
    written.compress_type = METHODS[entry.get("method", "stored")]
    written.create_system = 3
    if "mode" in entry:
        written.external_attr = int(entry["mode"], 8) << 16
    archive.writestr(written, " " * entry["blanks"] if "blanks" in entry else entry.get("text", "x"))


def _encrypted(whole: bytes) -> bytes:
    changed = bytearray(whole)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = whole.find(mark)
        while at >= 0:
            changed[at + offset] |= 1
            at = whole.find(mark, at + 4)
    return bytes(changed)


@pytest.mark.parametrize("case", TAKEN, ids=lambda case: case["case"])
def test_a_package_of_definitions_is_read(case: Mapping[str, Any]) -> None:
    wanted = {name: " " * text if isinstance(text, int) else text for name, text in case["files"].items()}
    assert read_package(package_of(case)) == wanted


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["case"])
def test_what_is_no_plain_package_is_refused_in_both_languages(case: Mapping[str, Any]) -> None:
    with pytest.raises(PackageRefused) as refusal:
        read_package(package_of(case))
    problems = refusal.value.problems
    assert [problem.code for problem in problems] == case["refused"]
    for problem in problems:
        message = problem.message()
        assert message.zh != message.en != problem.code
        assert "{" not in message.zh + message.en
        assert "/".join(map(str, problem.path)).isprintable()


def test_what_is_exported_is_read_again_as_it_was() -> None:
    folder = ROOT / "apps/quality_trace"
    assert read_package(export(folder)) == read_folder(folder).files


def test_equal_folders_give_equal_bytes_whatever_the_order() -> None:
    files = {"app.yaml": "app: a", "forms/lot.yaml": "form: lot"}
    assert pack(files) == pack(dict(reversed(files.items())))


def test_a_package_is_bounded_before_it_is_opened() -> None:
    with pytest.raises(PackageRefused) as refusal:
        read_package(b"PK\x03\x04" + bytes(LARGEST))
    assert [problem.code for problem in refusal.value.problems] == ["package-large"]


def test_no_bytes_whatever_do_more_than_be_refused() -> None:
    whole = pack({"app.yaml": "app: a", "forms/lot.yaml": "form: lot"})
    for index in range(len(whole)):
        for change in (0, 0x41, 0xFF):
            damaged = whole[:index] + bytes([change]) + whole[index + 1 :]
            try:
                read_package(damaged)
            except PackageRefused as refusal:
                assert refusal.problems
