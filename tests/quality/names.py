#!/usr/bin/env python3
"""How well names meet across scripts: make bench-names.

1. Pairs of a Latin and a Cyrillic name (names-dev.tsv; Wikidata, so some are no pairs at all):
   how many share a key, how many are accepted (similarity of .85 from a shared key on).
   Half of them (by a hash) are for tuning, the other half is reported.
2. Russian names (capitalised entries of hunspell-ru) written by the rules of BGN/PCGN, of
   Duden and of ISO 9, against the name and against one of its inflected forms.
3. False partners: accepted terms of an index of sample/ that are no partner of the word,
   for names of names-dev and for ordinary words of each language; time for a word.

Goals: 94 % share a key, 90 % are accepted, <= 1 false partner for a name, <= .1 for an
ordinary word, <= 1 ms mean and <= 5 ms at worst for a word.

names.py PROGRAM STEMMA-INDEX DATA WORK [-v]: PROGRAM is tests/quality/names_of.c as built; the
index is made in the folder WORK. -v shows what was missed and what was wrong."""
import collections
import json
import os
import random
import re
import shutil
import subprocess
import sys
import zlib

LEAST = .85
HUNSPELL = "/usr/share/hunspell/ru_RU"
VOWELS = "аеёиоуыэюя"

BGN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
               "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch ” y ’ e yu ya".split()))
DUDEN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
                 "a b w g d e jo sch s i i k l m n o p r s t u f ch z tsch sch schtsch _ y _ e ju ja"
                 .split()))
ISO9 = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
                "abvgdeëžzijklmnoprstufhcčšŝʺyʹèûâ"))


def bgn(name):
    """English: ye at the start and behind vowels; -y for -ий and -ый, as news have it."""
    out = ""
    for i, c in enumerate(name):
        soft = i == 0 or name[i - 1] in VOWELS + "йъь"
        out += "ye" if c == "е" and soft else BGN.get(c, c)
    out = re.sub("(iy|yy)$", "y", out)
    return re.sub("[’”]", "", out)


def duden(name):
    out = ""
    for i, c in enumerate(name):
        before, after = name[i - 1:i], name[i + 1:i + 2]
        if c == "е" and (i == 0 or before in VOWELS + "йъь"):
            out += "je"
        elif c == "ё" and before and before in "жчшщ":
            out += "o"
        elif c == "й" and before and before in "иы":
            continue
        elif c == "с" and before and before in VOWELS and after and after in VOWELS:
            out += "ss"
        else:
            out += DUDEN.get(c, c)
    return out.replace("_", "").replace("ks", "x")


def iso9(name):
    return "".join(ISO9.get(c, c) for c in name)


def run(program, args, lines):
    r = subprocess.run([program, *args], input="\n".join(lines) + "\n", capture_output=True,
                       text=True, check=True)
    return r.stdout.splitlines()


def half(name):
    return zlib.crc32(name.encode()) & 1


def percent(part, whole):
    return 100 * part / whole if whole else 0.0


def judge_pairs(program, pairs):
    """(shared, accepted) per pair."""
    for line in run(program, ["pairs"], [f"{a}\t{b}" for a, b in pairs]):
        shared, similarity = line.split("\t")
        yield shared == "1", shared == "1" and float(similarity) >= LEAST


def report_pairs(label, program, pairs, verbose=False):
    results = list(judge_pairs(program, pairs))
    print(f"{label}: {len(pairs)} pairs, {percent(sum(s for s, _ in results), len(pairs)):.2f} % share a key, "
          f"{percent(sum(a for _, a in results), len(pairs)):.2f} % are accepted")
    if verbose:
        for (a, b), (shared, accepted) in zip(pairs, results):
            if not accepted:
                print("   ", a, b, "" if shared else "(no key)")


def hunspell_names():
    """(name, an inflected form of it), in lower case, ё as written."""
    suffixes = collections.defaultdict(list)
    with open(HUNSPELL + ".aff", encoding="utf-8") as lines:
        for line in lines:
            f = line.split()
            if len(f) >= 5 and f[0] == "SFX":
                suffixes[f[1]].append((f[2].replace("0", ""), f[3].split("/")[0].replace("0", ""),
                                       re.compile(f[4] + "$")))
    with open(HUNSPELL + ".dic", encoding="utf-8") as lines:
        for line in lines:
            name, _, flags = line.strip().partition("/")
            if not re.fullmatch("[А-ЯЁ][а-яё]{3,}", name):
                continue
            name = name.lower()
            forms = {name[:len(name) - len(cut)] + add for flag in flags for cut, add, where in suffixes[flag]
                     if name.endswith(cut) and where.search(name)}
            yield name, random.Random(name).choice(sorted(forms)) if forms else name


def report_romanised(program, verbose):
    if not os.path.exists(HUNSPELL + ".dic"):
        print("hunspell-ru is not installed: no romanised names")
        return
    names = list(hunspell_names())
    rules = {"BGN": bgn, "Duden": duden, "ISO 9": iso9}
    for label, rule in rules.items():
        report_pairs(f"{label} - Russian", program, [(rule(n), n) for n, _ in names], verbose)
        report_pairs(f"{label} - inflected", program, [(rule(n), f) for n, f in names])
    report_pairs("BGN - Duden", program, [(bgn(n), duden(n)) for n, _ in names])


def make_index(stemma_index, data, work):
    index = os.path.join(work, "names.idx")
    files = []
    shutil.rmtree(index, ignore_errors=True)      # it may be of another analysis
    os.makedirs(work, exist_ok=True)
    for lang in ("en", "de", "ru"):
        files.append(os.path.join(work, f"names-{lang}.jsonl"))
        subprocess.run(["zstd", "-dqf", f"{data}/sample/{lang}.jsonl.zst", "-o", files[-1]], check=True)
    subprocess.run([stemma_index, "add", "--db", index, *files], check=True, stdout=subprocess.DEVNULL)
    return index


class Partners:
    """What the index has for words: lists of (language, similarity, term)."""

    def __init__(self, program, index, words):
        self.times, self.kinds, self.found = [], [], []
        for line in run(program, ["partners", index], words):
            f = line.split("\t")
            self.times.append(float(f[0]))
            self.kinds.append(int(f[1]))
            self.found.append([p.split(" ", 2) for p in f[2:]])


def report_partners(label, program, index, words, is_true, show):
    partners = Partners(program, index, words)
    false = collections.Counter()
    for word, found in zip(words, partners.found):
        for lang, similarity, term in found:
            if not is_true(word, term):
                false[lang] += 1
                if show:
                    print("   ", word, lang, term, similarity)
    times = sorted(partners.times)
    by_lang = ", ".join(f"{lang} {count / len(words):.3f}" for lang, count in sorted(false.items()))
    print(f"{label}: {len(words)} words, {sum(false.values()) / len(words):.3f} false partners ({by_lang}); "
          f"{sum(times) / len(times):.0f} us mean, {times[-1]:.0f} us worst")


def ordinary_words(work, lang, count):
    """Words mostly in lower case, each as often as it comes in a list of distinct words."""
    counts = collections.Counter()
    with open(os.path.join(work, f"names-{lang}.jsonl"), encoding="utf-8") as lines:
        for line in lines:
            counts.update(re.findall(r"[^\W\d_]{2,}", json.loads(line)["body"]))
    words = {w for w in counts if w.islower() and counts[w] > 2 * (counts[w.capitalize()] + counts[w.upper()])}
    if lang == "de":   # nouns are ordinary words too, those that have a lower-case kin
        words |= {w.lower() for w in counts if w.istitle() and counts[w] > 5 and w.lower() + "en" in counts}
    return random.Random(lang).sample(sorted(words), count)


def letters(word):
    return word.lower().replace("ё", "е")


def main():
    program, stemma_index, data, work = sys.argv[1:5]
    verbose = "-v" in sys.argv
    with open(f"{data}/names-dev.tsv", encoding="utf-8") as lines:
        pairs = [tuple(line.rstrip("\n").split("\t")[:2]) for line in lines]
    report_pairs("tuning half", program, [p for p in pairs if half(p[0]) == 0], verbose)
    report_pairs("reported half", program, [p for p in pairs if half(p[0]) == 1])
    report_romanised(program, verbose)
    index = make_index(stemma_index, data, work)
    gold = collections.defaultdict(set)
    for a, b in pairs:
        gold[letters(a)].add(letters(b))
        gold[letters(b)].add(letters(a))

    def is_true(word, term):
        """The word itself, its partner, or the partner's stem."""
        w = letters(word)
        return term == w or any(p == term or (p.startswith(term[:-1]) and len(p) - len(term) < 3) for p in gold[w])

    chosen = random.Random(6).sample([p for p in pairs if half(p[0]) == 1], 2000)
    report_partners("Latin names", program, index, [a for a, _ in chosen], is_true, verbose)
    report_partners("Cyrillic names", program, index, [b for _, b in chosen], is_true, verbose)
    for lang in ("en", "de", "ru"):
        report_partners(f"ordinary words, {lang}", program, index, ordinary_words(work, lang, 2000),
                        lambda word, term: term == word, verbose)


if __name__ == "__main__":
    main()
