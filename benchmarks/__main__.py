"""``python -m benchmarks``: times the search, the acceptance of a request and pages of content, on each database there is.

SQLite always, PostgreSQL where ``DATABASE_URL`` names one; 100 to 100,000 profiles. What is done is
kept at once, so that ``--resume`` goes on where a run was stopped.
"""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from benchmarks.plot import NAMES, describe, draw

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.json"
#: What a run has measured so far.
PARTIAL = HERE / "results.partial.json"
DOCS = HERE.parent / "docs" / "explanation"
PAGE, PICTURE = DOCS / "performance.md", DOCS / "performance.svg"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
SIZES = [100, 1_000, 10_000, 100_000]


def run(url, sizes, cases):
    """Time one database in a process of its own; ``url`` is empty for SQLite. Add what it says to ``cases``."""
    vendor = "postgresql" if url else "sqlite"
    here = [one for one in cases if one["database"] == vendor]
    done = {one["profiles"] for one in here if not is_content(one)}
    left = [size for size in sizes if size not in done]
    if left:
        measure(["benchmarks.run", *map(str, left)], url, cases, vendor)
    if not any(map(is_content, here)):
        measure(["benchmarks.content"], url, cases, vendor)


def is_content(one):
    """Return whether a case is a page of editors' content, and no search."""
    return one.get("part") == "content"


def measure(command, url, cases, vendor):
    """Run a module that prints lines of cases, and add them to ``cases``."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=HERE.parent,
        env={**os.environ, "DATABASE_URL": url},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        for line in process.stdout:
            cases += json.loads(line)
            PARTIAL.write_text(json.dumps(cases))
    if process.returncode:
        raise SystemExit(f"{vendor} failed; --resume goes on with what is left")


def milliseconds(seconds):
    if seconds is None:
        return ""
    return f"{1000 * seconds:.1f}" if seconds < 0.01 else f"{1000 * seconds:,.0f}"


def table(cases):
    """Return the figures as Markdown, a table per database."""
    lines = []
    for database in dict.fromkeys(one["database"] for one in cases):
        lines += [
            f"### {NAMES[database]}",
            "",
            "| What | Profiles | Queries | Median, ms | p95, ms | of it CPU, ms | Search alone, ms | Query by hand, ms |",
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        ]
        names = dict.fromkeys(one["name"] for one in cases)
        for name in names:
            for one in cases:
                if one["name"] != name or one["database"] != database:
                    continue
                if "megabytes" in one:
                    lines.append(
                        f"| {name} | {one['profiles']:,} | | {one['megabytes']} MB | | | | |"
                    )
                    continue
                more = f" ({one['errors']} errors)" if "errors" in one else ""
                lines.append(
                    f"| {name}{more} | {one['profiles']:,} | {one.get('queries', '')}"
                    f" | {milliseconds(one['median_seconds'])} | {milliseconds(one['p95_seconds'])}"
                    f" | {milliseconds(one.get('cpu_seconds'))}"
                    f" | {milliseconds(one.get('search_seconds'))}"
                    f" | {milliseconds(one.get('handwritten_seconds'))} |"
                )
        lines.append("")
    return "\n".join(lines)


def content_table(cases):
    """Return the figures of the pages of content as a Markdown table."""
    lines = [
        "| Page | Database | Things | Queries | Median, ms | p95, ms | Bare page of that length, ms | Times as long |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in filter(is_content, cases):
        bare = one.get("handwritten_seconds")
        times = f"{one['median_seconds'] / bare:.2f}" if bare else ""
        lines.append(
            f"| {one['name']} | {NAMES[one['database']]} | {one['profiles']:,} | {one.get('queries', '')}"
            f" | {milliseconds(one['median_seconds'])} | {milliseconds(one['p95_seconds'])}"
            f" | {milliseconds(bare)} | {times} |"
        )
    return "\n".join(lines)


def bars(cases):
    """Return what the search promises, and how it stands, as a Markdown table."""
    lines = ["| Promise | Database | Measured |", "| --- | --- | --- |"]
    for database in dict.fromkeys(one["database"] for one in cases):
        here = {(one["name"], one["profiles"]): one for one in cases if one["database"] == database}
        sizes = sorted({profiles for _name, profiles in here})
        small, large = sizes[0], sizes[-1]
        kinds = [name for name, size in here if size == large and "queries" in here[name, size]]
        kinds = [name for name in kinds if "handwritten_seconds" in here[name, large]]

        def ratio(name, field, here=here, small=small, large=large):
            return here[name, large][field] / here[name, small][field]

        first = "warm: a searcher's first search"
        worst = max(ratio(name, "cpu_seconds") for name in kinds)
        by_hand = max(
            here[name, large]["median_seconds"] / here[name, large]["handwritten_seconds"]
            for name in kinds
        )
        normal = here["warm: words", large]["p99_cpu_seconds"]
        texts = {
            length: here[f"text of {length:,} characters", large]["p99_cpu_seconds"] / normal
            for length in (10, 100, 1_000, 10_000, 100_000)
        }
        longest = texts.pop(100_000)
        crowd = next(name for name, _size in here if "at once" in name)
        memory = here.get(("memory a worker grows by", large), {}).get("megabytes", "?")
        rows = [
            (
                f"The page at {large:,} profiles takes at most twice the page at {small:,}",
                f"{worst:.1f} times (CPU, worst of four kinds); {ratio(first, 'cpu_seconds'):.1f} times"
                " when everybody is scored anew",
            ),
            (
                f"At most 3 times the query by hand at {large:,} profiles",
                f"{by_hand:.2f} times (whole page against query alone, worst of four kinds)",
            ),
            (
                "At most 15 queries",
                f"{max(here[name, large]['queries'] for name in kinds)}, the same at every size",
            ),
            ("A worker grows by less than 200 MB", f"{memory} MB"),
            (
                "50 members at once: no error, p95 in proportion",
                f"{here[crowd, large]['errors']} errors; p95 {milliseconds(here[crowd, large]['p95_seconds'])} ms,"
                f" {here[crowd, large]['p95_seconds'] / here[crowd, small]['p95_seconds']:.1f} times that at"
                f" {small:,} profiles; {here[crowd, large]['pages_per_second']} pages a second",
            ),
            (
                "Text of any length: p99 at most twice the normal (S-26)",
                f"{max(texts.values()):.1f} times that of a search for a word (CPU, 10 to 10,000 characters);"
                f" {longest:.1f} times for 100,000, most of it to take the address apart, and longer than"
                " servers accept one",
            ),
        ]
        lines += [f"| {what} | {NAMES[database]} | {how} |" for what, how in rows]
    return "\n".join(lines)


def write_page(cases, command, minutes):
    """Put the figures between their marks in the documentation, and the picture beside it."""
    head = (
        f"Measured on {date.today():%d %B %Y} on a machine with {os.cpu_count()} cores, Python"
        f" {platform.python_version()}, by `{command}`, which took {minutes:.0f} minutes. Load of the machine at"
        f" the end: {os.getloadavg()[1]:.0f}. Where that is above the number of cores, the times are those of"
        " a busy machine, and the CPU column is the one to compare."
    )
    searches = [one for one in cases if not is_content(one)]
    picture = f"![{describe(searches)}]({PICTURE.name})"
    parts = [BEGIN, head, "", picture, "", bars(searches), "", table(searches)]
    if len(searches) < len(cases):
        parts += ["### Pages of content", "", content_table(cases), ""]
    parts[-1] += END
    text = PAGE.read_text()
    new = "\n".join(parts)
    PAGE.write_text(re.sub(f"{BEGIN}.*{END}", lambda _match: new, text, flags=re.DOTALL))
    PICTURE.write_text(draw(searches))


def main():
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--sizes", help="numbers of profiles, divided by commas")
    parser.add_argument(
        "--small",
        action="store_true",
        help="leave out 100,000 profiles, which take most of the time",
    )
    parser.add_argument(
        "--postgresql",
        default=os.environ.get("DATABASE_URL", ""),
        metavar="URL",
        help="a PostgreSQL to measure beside SQLite; DATABASE_URL by default",
    )
    parser.add_argument("--resume", action="store_true", help="go on where a run was stopped")
    parser.add_argument("--no-write", action="store_true", help="print the figures only")
    parser.add_argument(
        "--write-only", action="store_true", help="write results.json into the page again"
    )
    options = parser.parse_args()
    if options.write_only:
        return write_page(json.loads(RESULTS.read_text()), "make bench", 0)
    sizes = SIZES[:-1] if options.small else SIZES
    if options.sizes:
        sizes = [int(size) for size in options.sizes.split(",")]
    cases = json.loads(PARTIAL.read_text()) if options.resume and PARTIAL.exists() else []
    start = time.monotonic()
    run("", sizes, cases)
    if options.postgresql:
        run(options.postgresql, sizes, cases)
    searches = [one for one in cases if not is_content(one)]
    print(bars(searches), table(searches), content_table(cases), sep="\n\n")
    if not options.no_write:
        RESULTS.write_text(json.dumps(cases, indent=1) + "\n")
        command = "make bench" + (' BENCH_ARGS="--small"' if options.small else "")
        write_page(cases, command, (time.monotonic() - start) / 60)
    PARTIAL.unlink(missing_ok=True)
    return None


if __name__ == "__main__":
    main()
