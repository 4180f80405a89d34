"""The form engine: a definition becomes typed columns, a checked input, computed values and a page. Stores nothing."""

from engine.forms.field import Field
from engine.forms.form import Form

__all__ = ["Field", "Form"]
