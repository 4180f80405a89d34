"""What app.yaml holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import StringConstraints

from engine.forms.options import Options
from engine.lang.labels import LabelText
from engine.lang.model import Definition, Name, Spelled

Version = Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$", strict=True), Spelled("0.1.0")]


class AppDefinition(Definition):
    """An app: its name, its version, the option sets its forms share, and which form's records are organisations."""

    app: Name
    title: LabelText
    version: Version
    organisations: Name | None = None
    """A person's organisation is a record of this form; own people have none."""
    options: Mapping[Name, Options] = {}
