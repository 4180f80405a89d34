"""`python -m benchmarks [--quick | --full] [bench …]`"""

from __future__ import annotations

import argparse
from types import ModuleType

from benchmarks import check_app, start, submission, trace
from benchmarks.ratio import FULL, QUICK, Ratio
from benchmarks.report import PAGE, line, put_into, written

BENCHES: dict[str, ModuleType] = {"submission": submission, "check": check_app, "trace": trace, "start": start}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Ratios in one run against floors.")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", dest="effort", action="store_const", const=QUICK, help="about a minute (default)")
    size.add_argument("--full", dest="effort", action="store_const", const=FULL, help="longer, and ten million edges")
    parser.add_argument("bench", nargs="*", choices=[*BENCHES, []], help="only these; the rest of the page stays")
    parser.set_defaults(effort=QUICK)
    options = parser.parse_args()
    results: dict[str, list[Ratio]] = {}
    for bench in [BENCHES[name] for name in options.bench or BENCHES]:
        results[bench.TITLE] = []
        for ratio in bench.run(options.effort):
            results[bench.TITLE].append(ratio)
            print(line(bench.TITLE, ratio), flush=True)
    purposes = {bench.TITLE: bench.__doc__ or "" for bench in BENCHES.values()}
    page = written(results, purposes, options.effort)
    if options.bench and PAGE.exists():
        page = put_into(PAGE.read_text(encoding="utf-8"), page)
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
