"""`suyuan schema`: the JSON Schema of the definition files, for editors that complete and check with it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from engine.app.schema import schemas
from engine.cli.screen import Commands, say


def add(commands: Commands) -> None:
    parser = commands.add_parser("schema", help="write the JSON Schema of every kind of definition file")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("schema"), help="where to (default: schema)")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    options.folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas().items():
        path = options.folder / f"{name}.schema.json"
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", "utf-8")
        say(str(path))
    return 0
