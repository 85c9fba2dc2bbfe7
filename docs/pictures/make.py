#!/usr/bin/env python3
"""make.py BIN: pictures of a terminal for README.md, from what the programs in BIN print.

Each picture is a command over an index of seeds/, run in a pseudo-terminal of 80 columns, so that
it is laid out and coloured as people see it; its output becomes an SVG of text. The time that a
search took is left out: the same programs make the same pictures.
"""
import html
import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile

COLUMNS, CELL, LINE, MARGIN = 80, 8.4, 18, 14
PICTURES = {
    "search.svg": ["stemma-search -n 2 direct flight"],
    "languages.svg": ["stemma-search -n 4 -s 1 Machonin", "stemma-search -n 1 Gespräch"],
    "index.svg": ["stemma-index add seeds", "stemma-index add seeds",
                  "stemma-search -c Минск"],
}
STYLES = {"1": "font-weight:bold;fill:#fff", "2": "fill:#8b949e", "1;31": "font-weight:bold;fill:#ff7b72"}


def run(command, folder, programs):
    """What the command writes to a terminal."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvpe("sh", ["sh", "-c", "stty cols %d rows 1000 2>/dev/null; exec %s" % (COLUMNS, command)],
                   {"PATH": programs + ":/usr/bin:/bin", "STEMMA_DB": "news", "TERM": "xterm", "HOME": folder,
                    "LC_ALL": "C.UTF-8"})
    out = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        out += part
    os.waitpid(pid, 0)
    text = out.decode().replace("\r\n", "\n")
    text = re.sub(r"\r[^\n]*\033\[K", "", text)                 # a progress line that was cleared
    text = re.sub(r"\033\]8;;.*?\033\\", "", text)              # links
    return re.sub(r"(articles), \d+\.\d ms", r"\1", re.sub(r" in \d+\.\d+ s\b", "", text))


def spans(line):
    """(style, text) of a line with colours."""
    style = ""
    for part in re.split(r"(\033\[[0-9;]*m)", line):
        if part.startswith("\033"):
            style = STYLES.get(part[2:-1], "")
        elif part:
            yield style, part


def svg(lines):
    height = LINE * len(lines) + 2 * MARGIN
    out = ['<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d">' % (COLUMNS * CELL + 2 * MARGIN, height),
           '<rect width="100%" height="100%" rx="6" fill="#0d1117"/>',
           '<g font-family="ui-monospace,Menlo,Consolas,\'DejaVu Sans Mono\',monospace" font-size="14" fill="#c9d1d9" '
           'xml:space="preserve">']
    for row, line in enumerate(lines):
        cells = "".join('<tspan%s>%s</tspan>' % (' style="%s"' % style if style else "", html.escape(text))
                        for style, text in spans(line))
        if cells:
            out.append('<text x="%d" y="%d">%s</text>' % (MARGIN, MARGIN + LINE * row + 13, cells))
    return "\n".join(out + ["</g>", "</svg>", ""])


def main():
    programs = os.path.abspath(sys.argv[1])
    here = os.path.dirname(os.path.abspath(__file__))
    folder = tempfile.mkdtemp()
    try:
        shutil.copytree(os.path.join(here, "..", "..", "seeds"), os.path.join(folder, "seeds"))
        subprocess.run([programs + "/stemma-index", "add", "-q", "-d", "news", "seeds"], cwd=folder, check=True)
        for name, commands in PICTURES.items():
            if name == "index.svg":
                shutil.rmtree(os.path.join(folder, "news"))
            lines = []
            for command in commands:
                lines += ["\033[1m$ %s\033[0m" % command] + run(command, folder, programs).rstrip("\n").split("\n") + [""]
            with open(os.path.join(here, name), "w", encoding="utf-8") as f:
                f.write(svg(lines[:-1]))
    finally:
        shutil.rmtree(folder)


main()
