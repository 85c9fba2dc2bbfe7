#!/usr/bin/env python3
"""How often the language of a whole sentence is told.

languages.py DRIVER DATA [--misses=LANG]: DRIVER is language_of, DATA holds langid.tar.zst, whose
samples.tsv are lines of language, source and text. Whole sentences are of two sources: sentences of
newspapers (lingua) and of learners (Tatoeba), the latter of five words at the median. A sentence
of a fourth language is wrong where it is taken for one of the three.
"""

import collections
import pathlib
import subprocess
import sys

OURS = ("en", "de", "ru")
SOURCES = ("lingua-sentences", "tatoeba")


def read(data):
    tar = subprocess.run(["tar", "-x", "--zstd", "-O", "-f", pathlib.Path(data) / "langid.tar.zst",
                          "--wildcards", "*samples.tsv"], check=True, stdout=subprocess.PIPE)
    rows = [line.split("\t", 2) for line in tar.stdout.decode().splitlines()]
    return [row for row in rows if len(row) == 3 and row[1] in SOURCES]


def main():
    driver, data = sys.argv[1:3]
    misses = next((a.split("=")[1] for a in sys.argv[3:] if a.startswith("--misses=")), None)
    rows = read(data)
    told = subprocess.run([driver], input="".join(row[2] + "\n" for row in rows).encode(), check=True,
                          stdout=subprocess.PIPE).stdout.decode().splitlines()
    assert len(told) == len(rows)
    count = collections.Counter()
    for (lang, source, text), answer in zip(rows, told):
        code = answer.split("\t")[0]
        right = code == lang if lang in OURS else code not in OURS
        for key in ((lang, source), (lang, "all"), (lang if lang in OURS else "others", "sum")):
            count[key + (right,)] += 1
        if misses == lang and not right:
            print(f"{answer}\t{source}\t{text}")
    print(f"{'':8}{'newspapers':>12}{'learners':>12}{'both':>10}")
    share = lambda key: 100 * count[key + (True,)] / max(1, count[key + (True,)] + count[key + (False,)])
    for lang in OURS + tuple(sorted({row[0] for row in rows} - set(OURS))):
        print(f"{lang:8}" + "".join(f"{share((lang, s)):12.2f}" for s in SOURCES) + f"{share((lang, 'all')):10.2f}")
    print(f"fourth languages taken for one of the three: {100 - share(('others', 'sum')):.2f} %")


main()
