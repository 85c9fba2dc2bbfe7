#!/usr/bin/env python3
"""How well pages are taken apart: titles, dates and zones against what people noted.

    articles.py --driver=build/release/tests/quality/article_of --data=noisy-dev [--half=a|b] [--misses]

Prints, for pages as HTML, as the text a browser saves, and as the text that programs
make of the HTML (those of them that are installed), the share of titles and dates that
are right, of `must` snippets found in title, lead and body, and of `mustnot` snippets found
there (less is better), for all pages and each language. Two halves by a hash of the file name:
develop on a, look at b at the end.
"""
import argparse
import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# What makes text of a page; the page's name follows.
PROGRAMS = {
    "w3m": "w3m -dump -T text/html -O utf-8 -cols 100",
    "lynx": "lynx -dump -display_charset=utf-8 -assume_charset=utf-8 -width=100",
    "elinks": "elinks -dump -dump-charset utf-8 -dump-width 100",
    "pandoc": "pandoc -f html -t plain",
    "html2text": "html2text -utf8",
    "markdown": "pandoc -f html -t gfm-raw_html",
    "html2markdown": "html2markdown",
}
PROGRAM_SECONDS = 30


def fold(text):
    return " ".join((text or "").split())


def plain(title):
    """A title with one form of quotes and dashes, small."""
    title = fold(title).lower()
    for many, one in (("“”„«»", '"'), ("’‘‚´`", "'"), ("–—‒", "-")):
        for c in many:
            title = title.replace(c, one)
    return title


def title_is_right(got, want):
    """Equal, or equal but for a site's name behind or before it."""
    got, want = plain(got), plain(want)
    if got == want:
        return True
    for longer, shorter in ((got, want), (want, got)):
        rest = None
        if longer.startswith(shorter):
            rest = longer[len(shorter):]
        elif longer.endswith(shorter):
            rest = longer[: -len(shorter)]
        if shorter and rest is not None and re.match(r"^ ?[|\-·»:/•]|.*[|\-·»:/•] ?$", rest) and len(rest) <= 40:
            return True
    return False


def half_of(name):
    return "a" if hashlib.sha256(name.encode()).digest()[0] % 2 == 0 else "b"


class Tally:
    def __init__(self):
        self.right, self.all = 0, 0

    def add(self, right, of=1):
        self.right += right
        self.all += of

    def __str__(self):
        return f"{100 * self.right / self.all:5.1f} % ({self.right}/{self.all})" if self.all else "      -"


def judge(truth, got, tallies, misses, form):
    name = truth["file"]
    if truth.get("title") and (form == "html" or truth.get("text_has_title")):
        right = title_is_right(got["title"], truth["title"])
        tallies["title"].add(right)
        if not right:
            misses.append(f"title {name}\n   got  {fold(got['title'])}\n   want {fold(truth['title'])}")
    if truth.get("date"):
        right = got["date"] == truth["date"][:10]
        tallies["date"].add(right)
        if not right:
            misses.append(f"date {name}: got {got['date']}, want {truth['date']}")
    text = fold(" ".join((got["title"], got["lead"], got["body"])))
    page = fold(" ".join(got[z] for z in ("title_zone", "lead", "body", "credit", "related", "menu", "repeated")))
    for key in ("must", "mustnot"):
        for snippet in truth.get(key, []):
            found = fold(snippet) in text
            tallies[key].add(found)
            if found != (key == "must"):
                where = "" if fold(snippet) in page else " (nowhere)"
                zone = [z for z in ("title_zone", "lead", "body", "credit", "related", "menu", "repeated")
                        if fold(snippet) in fold(got[z])]
                misses.append(f"{key} {name}: {fold(snippet)}{where} {zone}")


def dump(program, pages, folder):
    """The names of the files that a program made of pages; empty where it failed or took too long."""
    names = []
    for page in pages:
        name = pathlib.Path(folder) / (page.stem + ".txt")
        try:
            done = subprocess.run([*PROGRAMS[program].split(), str(page)], stdin=subprocess.DEVNULL,
                                  capture_output=True, timeout=PROGRAM_SECONDS)
            name.write_bytes(done.stdout)
        except subprocess.TimeoutExpired:
            name.write_bytes(b"")
        names.append(str(name))
    return names


def run(args, form, made):
    folder = pathlib.Path(args.data)
    truths = [json.loads(line) for line in open(folder / "truth.jsonl", encoding="utf-8")]
    truths = [t for t in truths if args.half in ("", half_of(t["file"]))]
    if form == "html":
        names = [str(folder / "pages" / t["file"]) for t in truths]
    elif form in PROGRAMS:
        names = dump(form, [folder / "pages" / t["file"] for t in truths], made)
    else:
        names = [str(folder / "text" / t["file"].replace(".html", ".txt")) for t in truths]
    out = subprocess.run([args.driver, "html" if form == "html" else "text"], input="\n".join(names) + "\n", capture_output=True,
                         text=True, check=True).stdout
    groups, misses = {}, []
    for truth, line in zip(truths, out.rstrip("\n").split("\n"), strict=True):
        for group in ("all", truth["lang"]):
            tallies = groups.setdefault(group, {k: Tally() for k in ("title", "date", "must", "mustnot")})
            judge(truth, json.loads(line), tallies, misses if group == "all" else [], form)
    for group in sorted(groups):
        figures = "   ".join(f"{k} {groups[group][k]}" for k in ("title", "date", "must", "mustnot"))
        print(f"{form:14s}{group:4s} {figures}")
    if args.misses:
        print("\n".join(misses))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--driver", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--half", choices=("", "a", "b"), default="")
    parser.add_argument("--form", choices=("html", "text", *PROGRAMS))
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    if not (pathlib.Path(args.data) / "truth.jsonl").exists():
        print(f"{args.data}: no truth.jsonl there: give the folder of labelled pages with PAGES=", file=sys.stderr)
        return 2
    installed = [name for name, command in PROGRAMS.items() if shutil.which(command.split()[0])]
    with tempfile.TemporaryDirectory() as made:
        for form in (args.form,) if args.form else ("html", "text", *installed):
            run(args, form, made)
    return 0


sys.exit(main())
