"""Where the app packages that come with the product are: beside the engine in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

import engine

PLACES = (Path(engine.__file__).parent / "bundled_apps", Path(engine.__file__).parent.parent / "apps")


def bundled_apps() -> list[Path]:
    """The folders of the apps that come with the product."""
    place = next((place for place in PLACES if place.is_dir()), None)
    return [] if place is None else sorted(folder.parent for folder in place.glob("*/app.yaml"))
