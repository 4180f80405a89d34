"""Definition models: frozen, strict, no unknown keys; and their validation with findings that point into the text."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,47}$", strict=True)]
"""An identity in a definition: also a column or table name, so letters, digits and underscores only."""

ExpressionText = Annotated[str, StringConstraints(min_length=1, max_length=2000, strict=True)]


class Definition(BaseModel):
    """The root of every definition model. Defaults stand here in the class, once."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", arbitrary_types_allowed=True)
