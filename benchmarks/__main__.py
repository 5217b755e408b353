"""``python -m benchmarks``: times the search and the acceptance of a request, on each database there is."""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.json"
PAGE = HERE.parent / "docs" / "explanation" / "performance.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


def run(url, sizes):
    """Time one database in a process of its own; ``url`` is empty for SQLite."""
    env = {**os.environ, "DATABASE_URL": url}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.run", *map(str, sizes)],
        cwd=HERE.parent,
        env=env,
        stdout=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        raise SystemExit(done.returncode)
    return json.loads(done.stdout)


def milliseconds(seconds):
    return "" if seconds is None else f"{1000 * seconds:,.0f}"


def table(cases):
    """Return the figures as Markdown, a table per database."""
    lines = []
    for database in dict.fromkeys(one["database"] for one in cases):
        lines += [
            f"### {'SQLite' if database == 'sqlite' else 'PostgreSQL'}",
            "",
            "| What | Profiles | Queries | Median, ms | p95, ms | of it CPU, ms | Hand-written query, ms |",
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        ]
        names = dict.fromkeys(one["name"] for one in cases)
        for name in names:
            for one in cases:
                if one["name"] != name or one["database"] != database:
                    continue
                if "megabytes" in one:
                    lines.append(
                        f"| {name} | {one['profiles']:,} | | {one['megabytes']} MB | | | |"
                    )
                    continue
                lines.append(
                    f"| {name} | {one['profiles']:,} | {one.get('queries', '')}"
                    f" | {milliseconds(one['median_seconds'])} | {milliseconds(one['p95_seconds'])}"
                    f" | {milliseconds(one.get('cpu_seconds'))}"
                    f" | {milliseconds(one.get('handwritten_seconds'))} |"
                )
        lines.append("")
    return "\n".join(lines)


def write_page(cases, command):
    """Put the figures between their marks in the documentation."""
    cores = os.cpu_count()
    head = (
        f"Measured on {date.today():%d %B %Y} on a machine with {cores} cores, Python"
        f" {platform.python_version()}, by `{command}`. Load of the machine at the end:"
        f" {os.getloadavg()[1]:.0f}. Where that is above the number of cores, the times are those of a"
        " busy machine, and the CPU column is the one to compare.\n"
    )
    text = PAGE.read_text()
    new = f"{BEGIN}\n{head}\n{table(cases)}{END}"
    PAGE.write_text(re.sub(f"{BEGIN}.*{END}", lambda _match: new, text, flags=re.DOTALL))


def main():
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--sizes", default="100,1000,10000", help="numbers of profiles, divided by commas"
    )
    parser.add_argument(
        "--large", action="store_true", help="100,000 profiles, too (takes some minutes)"
    )
    parser.add_argument(
        "--postgresql",
        default=os.environ.get("DATABASE_URL", ""),
        metavar="URL",
        help="a PostgreSQL to measure beside SQLite; DATABASE_URL by default",
    )
    parser.add_argument("--no-write", action="store_true", help="print the figures only")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")] + [100_000] * options.large
    cases = run("", sizes)
    if options.postgresql:
        cases += run(options.postgresql, sizes)
    print(table(cases))
    if not options.no_write:
        RESULTS.write_text(json.dumps(cases, indent=1) + "\n")
        command = "make bench" + (' BENCH_ARGS="--large"' if options.large else "")
        write_page(cases, command)


if __name__ == "__main__":
    main()
