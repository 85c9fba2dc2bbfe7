#!/usr/bin/env python3
"""How well a question in one language finds its paragraph in another: make bench-quality.

    xquad.py --bin=build/release --data=xquad-dev --lexicon=FILE [--half=a|b] [--options="..."]
             [--keep=de:20,ru:5]

For each of the nine pairs only the paragraphs of the target language are indexed, and the
questions of the other are asked as `-o` queries, with -x where the languages differ. Printed
are MRR@10, nDCG@10, R@1, R@10 and the share of the target language's own MRR@10; then one
mixed list over all three languages, where each question has three right paragraphs: MAP of
100 hits, and by language the reciprocal rank of its paragraph, which shows whether one stands
behind the others. With --keep a language has so many hundredths of its paragraphs only, spread
evenly. Halves are by article (five paragraphs each): choose on a, report b.
"""
import argparse
import collections
import json
import math
import pathlib
import subprocess
import tempfile

LANGS = ("en", "de", "ru")
PARAGRAPHS_PER_ARTICLE = 5


def read(data):
    docs = [json.loads(line) for line in open(data / "docs.jsonl", encoding="utf-8")]
    queries = [line.rstrip("\n").split("\t") for line in open(data / "queries.tsv", encoding="utf-8")]
    right = collections.defaultdict(set)
    for line in open(data / "qrels.txt", encoding="utf-8"):
        qid, _, doc, rel = line.split()
        if int(rel) > 0:
            right[qid].add(doc)
    return docs, queries, right


def keep(docs, shares):
    """Of each language so many hundredths, evenly."""
    seen, kept = collections.Counter(), []
    for d in docs:
        share = shares.get(d["lang"], 100)
        if (seen[d["lang"]] + 1) * share // 100 > seen[d["lang"]] * share // 100:
            kept.append(d)
        seen[d["lang"]] += 1
    return kept


def half_of(docs):
    """a or b by article: every other one."""
    number = int(next(iter(docs)).rsplit("-", 1)[1])
    return "ab"[number // PARAGRAPHS_PER_ARTICLE % 2]


def index(program, folder, docs):
    text = "".join(json.dumps(d, ensure_ascii=False) + "\n" for d in docs)
    subprocess.run([program, "add", "-q", "-d", folder, "--progress=never", "-"], input=text.encode(),
                   check=True)


def run(program, folder, queries, options, limit):
    lines = "".join(f"{qid}\t{text}\n" for qid, _, text in queries)
    out = subprocess.run([program, "-d", folder, "-o", "-F", f"-n{limit}", "--trec", "--batch",
                          *options], input=lines.encode(), capture_output=True)
    if out.returncode == 2:
        raise SystemExit(out.stderr.decode())
    found = collections.defaultdict(list)
    for line in out.stdout.decode().splitlines():
        qid, _, doc, _, _, _ = line.split()
        found[qid].append(doc)
    return found


def judge(queries, found, right):
    """Sums of MRR@10, nDCG@10 and recalls; of each question one paragraph is right."""
    sums = collections.Counter()
    for qid, _, _ in queries:
        rank = next((i for i, doc in enumerate(found[qid][:10], 1) if doc in right[qid]), None)
        if rank:
            sums["MRR@10"] += 1 / rank
            sums["nDCG@10"] += 1 / math.log2(rank + 1)
            sums["R@1"] += rank == 1
            sums["R@10"] += 1
    return {name: sums[name] / len(queries) for name in ("MRR@10", "nDCG@10", "R@1", "R@10")}


def reciprocal_rank(found, right):
    return next((1 / rank for rank, doc in enumerate(found, 1) if doc in right), 0.0)


def average_precision(found, right):
    hits, total = 0, 0.0
    for i, doc in enumerate(found, 1):
        if doc in right:
            hits += 1
            total += hits / i
    return total / len(right)


def lang_of(doc):
    return doc.split("-")[1]


def judge_mixed(queries, found, right):
    """Sums for one list of all languages: MAP, and reciprocal ranks of each language's paragraph."""
    sums = collections.Counter()
    for qid, _, _ in queries:
        sums["MAP"] += average_precision(found[qid], right[qid])
        for doc in right[qid]:
            sums[lang_of(doc)] += reciprocal_rank(found[qid], {doc})
            sums[lang_of(doc), "asked"] += 1
    return sums


def asked_of(queries, right, source, target):
    """The questions in one language that a paragraph of the other answers."""
    return [q for q in queries if q[1] == source and any(lang_of(doc) == target for doc in right[q[0]])]


def shares_of(text):
    return {lang: int(share) for lang, share in (part.split(":") for part in text.split(","))}


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--bin", default="build/release")
    p.add_argument("--data", default="../shared/data/xquad-dev", type=pathlib.Path)
    p.add_argument("--lexicon")
    p.add_argument("--half", choices=("a", "b"))
    p.add_argument("--keep", type=shares_of, default={}, help="de:20,ru:5, hundredths of their paragraphs")
    p.add_argument("--options", default="-x", help="of searches in another language")
    p.add_argument("--brief", action="store_true", help="one line")
    a = p.parse_args()
    docs, queries, right = read(a.data)
    if a.half:
        queries = [q for q in queries if half_of(right[q[0]]) == a.half]
    docs = keep(docs, a.keep)
    kept = {d["id"] for d in docs}
    right = {q[0]: right[q[0]] & kept for q in queries}
    queries = [q for q in queries if right[q[0]]]
    across = a.options.split() + ([f"--lexicon={a.lexicon}"] if a.lexicon else [])
    indexer, searcher = f"{a.bin}/stemma-index", f"{a.bin}/stemma-search"
    own, cells, mixed = {}, {}, collections.Counter()
    with tempfile.TemporaryDirectory() as temp:
        for target in (*LANGS, "all"):
            index(indexer, f"{temp}/{target}", [d for d in docs if target in ("all", d["lang"])])
        for target in LANGS:
            for source in sorted(LANGS, key=lambda lang: lang != target):
                asked = asked_of(queries, right, source, target)
                options = [] if source == target else [*across, f"--from={source}"]
                cells[source, target] = judge(asked, run(searcher, f"{temp}/{target}", asked,
                                                         options, 10), right)
            own[target] = cells[target, target]["MRR@10"]
        for source in LANGS:
            asked = [q for q in queries if q[1] == source]
            mixed += judge_mixed(asked, run(searcher, f"{temp}/all", asked, [*across, f"--from={source}"], 100),
                                 right)
    shares = {pair: 100 * cells[pair]["MRR@10"] / own[pair[1]] for pair in cells if pair[0] != pair[1]}
    mean = sum(shares.values()) / len(shares)
    whole = f"MAP {mixed['MAP'] / len(queries):.4f}"
    parts = " ".join(f"{lang} {mixed[lang] / mixed[lang, 'asked']:.3f}" for lang in LANGS)
    if a.brief:
        each = " ".join(f"{s}>{t} {v:.1f}" for (s, t), v in sorted(shares.items()))
        monos = " ".join(f"{lang} {own[lang]:.4f}" for lang in LANGS)
        print(f"mean {mean:.2f} least {min(shares.values()):.1f} {whole} ({parts}) | {each} | {monos}")
        return
    print("pair   MRR@10  nDCG@10     R@1    R@10   share")
    for (source, target), cell in cells.items():
        share = f"{shares[source, target]:6.1f}%" if source != target else ""
        print(f"{source}>{target} " + " ".join(f"{v:8.4f}" for v in cell.values()) + " " + share)
    print(f"mean of the six pairs {mean:.2f} %, least {min(shares.values()):.1f} %")
    print(f"one list of all: {whole}, reciprocal rank of its paragraph: {parts}")


if __name__ == "__main__":
    main()
