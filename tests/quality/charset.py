#!/usr/bin/env python3
"""How often the charset of a text is found: make bench-charset.

Texts are cut to 200, 1 000 and 5 000 bytes, written in every charset that can hold them
and decoded again without being told the charset. Judged is the text, not the name. Texts
of ASCII alone are left out: every charset holds them. The goal: 99 % of 200 bytes,
99.8 % of 1 000, all of 5 000.

charset.py PROGRAM DATA [-v]: PROGRAM is tests/quality/charset_decode.c as built, DATA a
folder with sample/{en,de,ru}.jsonl.zst, xquad-dev/docs.jsonl, langid.tar.zst."""
import collections
import io
import json
import os
import random
import struct
import subprocess
import sys
import tarfile

SIZES = {200: 99.0, 1000: 99.8, 5000: 100.0}
CHARSETS = {
    "utf-8": ("en", "de", "ru"), "utf-16-le": ("en", "de", "ru"), "utf-16-be": ("en", "de", "ru"),
    "windows-1251": ("ru",), "koi8-r": ("ru",), "iso-8859-5": ("ru",), "cp866": ("ru",),
    "windows-1252": ("en", "de"), "iso-8859-1": ("en", "de"), "iso-8859-15": ("en", "de"),
}
CUTS_PER_TEXT = 3
MARK = "\ufeff"   # some texts begin with it: a byte order mark belongs to no text
EASY = str.maketrans({"–": "-", "—": "-", "«": '"', "»": '"', "„": '"', "“": '"', "”": '"',
                      "…": "...", "’": "'", "‘": "'", "\u00a0": " ", "№": "N", "•": "*"})


def unzst(path):
    return subprocess.run(["zstd", "-dcq", path], check=True, capture_output=True).stdout


def sample_texts(data, lang):
    for line in unzst(f"{data}/sample/{lang}.jsonl.zst").decode().splitlines():
        yield json.loads(line)["body"].lstrip(MARK)


def xquad_texts(data, lang):
    with open(f"{data}/xquad-dev/docs.jsonl", encoding="utf-8") as lines:
        for line in lines:
            d = json.loads(line)
            if d["lang"] == lang:
                yield d["body"].lstrip(MARK)


def short_texts(data, lang):
    """Sentences, pairs of words and words: (kind, text)."""
    with tarfile.open(fileobj=io.BytesIO(unzst(f"{data}/langid.tar.zst"))) as tar:
        name = next(n for n in tar.getnames() if n.endswith("samples.tsv"))
        for line in tar.extractfile(name).read().decode().split("\n"):
            fields = line.split("\t")
            if len(fields) == 3 and fields[0] == lang:
                yield fields[1], fields[2]


def encode(text, charset):
    """As somebody writes it in that charset: plain quotation marks where it has no others."""
    for candidate in (text, text.translate(EASY)):
        try:
            return candidate, candidate.encode(charset)
        except UnicodeEncodeError:
            pass
    return None, None


def cut(text, charset, size, start):
    """As many characters from start on as make `size` bytes."""
    text, _ = encode(text[start:start + size], charset)
    if text is None:
        return None, None
    raw = text.encode(charset)[:size]
    text = raw.decode(charset, "ignore")
    return text, text.encode(charset)


def cuts(texts, charset, size, rng):
    for text in texts:
        if len(text.encode()) < size:
            continue
        for _ in range(CUTS_PER_TEXT):
            piece, raw = cut(text, charset, size, rng.randrange(max(1, len(text) - size // 2)))
            if piece and (not piece.isascii() or charset.startswith("utf-16")):
                yield piece, raw


def decode_all(program, raws):
    data = b"".join(struct.pack("<I", len(r)) + r for r in raws)
    out = subprocess.run([program], input=data, check=True, capture_output=True).stdout
    at, frames = 0, []
    while at < len(out):
        size, = struct.unpack_from("<I", out, at)
        frames.append(out[at + 4:at + 4 + size])
        at += 4 + size
    return list(zip(frames[0::3], frames[1::3], frames[2::3]))


def judge(program, cases, label, verbose):
    """(right, all) of cases (text, raw)."""
    right = 0
    confused = collections.Counter()
    for (text, raw), (name, percent, got) in zip(cases, decode_all(program, [c[1] for c in cases])):
        if got == text.encode():
            right += 1
            continue
        confused[name.decode()] += 1
        if verbose:
            odd = "".join(sorted(set(c for c in text if not c.isascii())))[:20]
            print(f"    {label}: {name.decode()} {percent[0]} %: {odd!r} {text[:50]!r}", file=sys.stderr)
    if cases:
        wrong = "".join(f"  {n}: {c}" for n, c in confused.most_common())
        print(f"{label:44} {right:6} of {len(cases):6}  {100 * right / len(cases):6.2f} %{wrong}")
    return right, len(cases)


def bench_cuts(program, data, source, name, change, verbose):
    met = True
    for size, goal in SIZES.items():
        rights = total = 0
        for charset, langs in CHARSETS.items():
            for lang in langs:
                rng = random.Random(f"{size} {charset} {lang}")
                cases = [(t, r) for t, r in cuts((change(t) for t in source(data, lang)),
                                                 charset, size, rng)]
                right, count = judge(program, cases, f"{name} {size} {charset} {lang}", verbose)
                rights += right
                total += count
        if total:
            share = 100 * rights / total
            met = met and share >= goal
            print(f"{name}: {size} bytes: {share:.3f} % of {total} right (goal {goal} %)\n")
    return met


def bench_short(program, data, change, name, verbose):
    for charset, langs in CHARSETS.items():
        for lang in langs:
            kinds = collections.defaultdict(list)
            for kind, text in short_texts(data, lang):
                text, raw = encode(change(text), charset)
                if text and (not text.isascii()):
                    kinds[kind].append((text, raw))
            for kind, cases in kinds.items():
                judge(program, cases, f"{name} {kind} {charset} {lang}", verbose)


def main():
    program, data = sys.argv[1:3]
    verbose = "-v" in sys.argv[3:]
    if not os.path.isdir(data + "/sample"):
        print(f"skipped: no texts in {data}")
        return 0
    met = bench_cuts(program, data, sample_texts, "sample", str, verbose)
    bench_cuts(program, data, sample_texts, "CAPITALS", str.upper, verbose)
    bench_cuts(program, data, xquad_texts, "xquad", str, verbose)
    bench_short(program, data, str, "short", verbose)
    bench_short(program, data, str.upper, "SHORT", verbose)
    print("the goals are " + ("met" if met else "NOT met"))
    return 0 if met else 1


sys.exit(main())
