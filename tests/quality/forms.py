"""Recall by form: what share of a lemma's forms a query of one of them finds.

The vocabulary is that of sample/{en,de,ru}.jsonl.zst under --data. For 2 000 random words of it whose
lemma has several forms there (hunspell's dictionaries say which: lemmas.py) the table shows the
share of the other forms that have the word's stem (Snowball), and the share with those that
stemmers/inflect.h adds; the share that is added of what Snowball misses; and of the pairs of word and
added form that hunspell knows, the share it has in one entry. It has strong participles, irregular
plurals and comparatives in entries of their own, so that the other pairs must be read: --read=100 prints
as many of them.

Words are in two halves by their checksum: the tables were tuned on half 0; half 1 is the default."""
import argparse
import collections
import json
import random
import subprocess
import sys
import zlib

from lemmas import Judge


def sample_text(path):
    lines = subprocess.run(["zstd", "-qdc", path], capture_output=True, check=True).stdout.splitlines()
    return "\n".join(f"{d['title']}\n{d['body']}" for d in map(json.loads, lines))


def run(driver, lang, mode, text):
    out = subprocess.run([driver, lang, mode], input=text.encode(), capture_output=True, check=True).stdout
    return (line.split("\t") for line in out.decode().splitlines())


def kept_forms(rows, stem_of):
    """As inflect_keep: forms that occur and have their witnesses, for each word."""
    readings = collections.defaultdict(set)
    refuted = set()
    for word, form, reading, _, witnesses, refutes in rows:
        if form not in stem_of:
            continue
        if refutes == "1":
            refuted.add((word, reading))
        readings[word, reading, int(witnesses)].add(form)
    kept = collections.defaultdict(set)
    for (word, reading, witnesses), forms in readings.items():
        if len(forms) > witnesses and (word, reading) not in refuted:
            kept[word] |= forms
    return kept


def measure(lang, options):
    stem_of = dict(run(options.driver, lang, "vocabulary", sample_text(f"{options.data}/sample/{lang}.jsonl.zst")))
    judge = Judge(lang, stem_of)
    words = sorted(w for w in stem_of if len(w) > 2 and w.isalpha() and zlib.crc32(w.encode()) & 1 == options.half
                   and len(judge.group(w)) > 1)
    words = random.Random(options.seed).sample(words, min(options.count, len(words)))
    kept = kept_forms(run(options.driver, lang, "forms", "\n".join(words)), stem_of)
    forms = by_stem = by_both = same = 0
    others = []
    for w in words:
        for f in judge.group(w) - {w}:
            forms += 1
            by_stem += stem_of[f] == stem_of[w]
            by_both += stem_of[f] == stem_of[w] or f in kept[w]
        for f in kept[w]:
            if stem_of[f] == stem_of[w] or not judge.knows(f):
                continue
            if judge.related(w, f):
                same += 1
            else:
                others.append(f"{w}/{f}")
    print(f"{lang}  {len(words):6} {forms:6} {by_stem / forms:9.3f} {by_both / forms:9.3f} "
          f"{(by_both - by_stem) / max(1, forms - by_stem):9.3f} {same + len(others):6} {same / max(1, same + len(others)):9.3f}")
    if options.read:
        print("   " + "  ".join(random.Random(options.seed).sample(others, min(options.read, len(others)))))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--driver", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--half", type=int, choices=(0, 1), default=1)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--read", type=int, default=0)
    options = parser.parse_args()
    print("lang  words  forms  Snowball      with   of missed  added  one entry")
    for lang in ("en", "de", "ru"):
        measure(lang, options)


if __name__ == "__main__":
    sys.exit(main())
