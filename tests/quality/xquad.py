#!/usr/bin/env python3
"""How well a question in one language finds its paragraph in another: make bench-quality.

    xquad.py --bin=build/release --data=xquad-dev --lexicon=FILE [--half=a|b] [--options="..."]

For each of the nine pairs only the paragraphs of the target language are indexed, and the
questions of the other are asked as `-o` queries, with -x where the languages differ. Printed
are MRR@10, nDCG@10, R@1, R@10 and the share of the target language's own MRR@10; then one
mixed list over all three languages, where each question has three right paragraphs: MAP of
100 hits. Halves are by article (five paragraphs each): choose on a, report b.
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


def average_precision(found, right):
    hits, total = 0, 0.0
    for i, doc in enumerate(found, 1):
        if doc in right:
            hits += 1
            total += hits / i
    return total / len(right)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--bin", default="build/release")
    p.add_argument("--data", default="../shared/data/xquad-dev", type=pathlib.Path)
    p.add_argument("--lexicon")
    p.add_argument("--half", choices=("a", "b"))
    p.add_argument("--options", default="-x", help="of searches in another language")
    p.add_argument("--brief", action="store_true", help="one line")
    a = p.parse_args()
    docs, queries, right = read(a.data)
    if a.half:
        queries = [q for q in queries if half_of(right[q[0]]) == a.half]
    across = a.options.split() + ([f"--lexicon={a.lexicon}"] if a.lexicon else [])
    indexer, searcher = f"{a.bin}/stemma-index", f"{a.bin}/stemma-search"
    own, cells = {}, {}
    with tempfile.TemporaryDirectory() as temp:
        for target in (*LANGS, "all"):
            index(indexer, f"{temp}/{target}", [d for d in docs if target in ("all", d["lang"])])
        for target in LANGS:
            for source in sorted(LANGS, key=lambda lang: lang != target):
                asked = [q for q in queries if q[1] == source]
                options = [] if source == target else [*across, f"--from={source}"]
                cells[source, target] = judge(asked, run(searcher, f"{temp}/{target}", asked,
                                                         options, 10), right)
            own[target] = cells[target, target]["MRR@10"]
        mixed = 0
        for source in LANGS:
            asked = [q for q in queries if q[1] == source]
            found = run(searcher, f"{temp}/all", asked, [*across, f"--from={source}"], 100)
            mixed += sum(average_precision(found[q[0]], right[q[0]]) for q in asked)
    shares = {pair: 100 * cells[pair]["MRR@10"] / own[pair[1]] for pair in cells if pair[0] != pair[1]}
    mean = sum(shares.values()) / len(shares)
    if a.brief:
        each = " ".join(f"{s}>{t} {v:.1f}" for (s, t), v in sorted(shares.items()))
        monos = " ".join(f"{lang} {own[lang]:.4f}" for lang in LANGS)
        print(f"mean {mean:.2f} least {min(shares.values()):.1f} MAP {mixed / len(queries):.4f} | {each} | {monos}")
        return
    print("pair   MRR@10  nDCG@10     R@1    R@10   share")
    for (source, target), cell in cells.items():
        share = f"{shares[source, target]:6.1f}%" if source != target else ""
        print(f"{source}>{target} " + " ".join(f"{v:8.4f}" for v in cell.values()) + " " + share)
    print(f"mean of the six pairs {mean:.2f} %, least {min(shares.values()):.1f} %, "
          f"mixed list MAP {mixed / len(queries):.4f}")


if __name__ == "__main__":
    main()
