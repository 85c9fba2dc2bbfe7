#!/usr/bin/env python3
"""How well questions find what was judged right, beside the peers: make bench-quality.

    ranking.py --data=FOLDER --bin=build/release --work=FOLDER [peer...]

Collections: XQuAD-dev, each language by itself, and Cranfield (judgements > 0). Every engine
indexes the same documents and is asked the same questions for any of their words, its ten best
hits counted: nDCG@10 and MRR@10. Stemma is asked with all that a word stands for, and with
parts of it (--expand).
"""
import argparse
import collections
import json
import math
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../bench"))
import measure   # noqa: E402
import peers     # noqa: E402

EVERY = ("forms", "parts", "names", "writings")
STEMMA = (("all", []), ("none", ["--expand=none"]),
          *((part, ["--expand=" + part]) for part in EVERY),
          *(("without " + part, ["--expand=" + ",".join(p for p in EVERY if p != part)]) for part in EVERY),
          ("without tiers", ["--expand=" + ",".join((*EVERY, "even"))]))


def collections_in(data):
    """(name, documents, queries, judgements) of each."""
    for folder, langs in (("xquad-dev", ("en", "de", "ru")), ("cranfield", ("en",))):
        path = os.path.join(data, folder)
        if not os.path.isdir(path):
            print(f"{folder} is not there; left out", file=sys.stderr)
            continue
        docs = [json.loads(line) for line in open(os.path.join(path, "docs.jsonl"), encoding="utf-8")]
        queries = [line.rstrip("\n").split("\t") for line in open(os.path.join(path, "queries.tsv"), encoding="utf-8")]
        right = collections.defaultdict(dict)
        for line in open(os.path.join(path, "qrels.txt"), encoding="utf-8"):
            qid, _, doc, rel = line.split()
            if int(rel) > 0:
                right[qid][doc] = int(rel)
        for lang in langs:
            own = [d for d in docs if d["lang"] == lang]
            ids = {d["id"] for d in own}
            asked = [(q, t) for q, l, t in queries if l == lang and ids & right[q].keys()]
            yield f"{folder} {lang}", own, asked, {q: {d: g for d, g in right[q].items() if d in ids} for q, _ in asked}


def judge(found, right):
    """Means of nDCG@10 and MRR@10."""
    ndcg = mrr = 0
    for qid, gains in right.items():
        hits = found.get(qid, [])[:10]
        dcg = sum(gains.get(d, 0) / math.log2(i + 2) for i, d in enumerate(hits))
        best = sum(g / math.log2(i + 2) for i, g in enumerate(sorted(gains.values(), reverse=True)[:10]))
        ndcg += dcg / best
        mrr += next((1 / (i + 1) for i, d in enumerate(hits) if d in gains), 0)
    return ndcg / len(right), mrr / len(right)


def ask_stemma(bin_folder, db, asked, options):
    lines = "".join(f"{qid}\t{text}\n" for qid, text in asked)
    out = subprocess.run([os.path.join(bin_folder, "stemma-search"), "-d", db, "-o", "-F", "-n10", "--trec",
                          "--batch", *options], input=lines.encode(), capture_output=True, check=False)
    if out.returncode == 2:
        raise SystemExit(out.stderr.decode())
    found = collections.defaultdict(list)
    for line in out.stdout.decode().splitlines():
        found[line.split()[0]].append(line.split()[2])
    return found


def ask_peer(peer, db, asked, work):
    """Peers are asked for words alone, in lower case, as their bench programs take them."""
    path = os.path.join(work, "questions.txt")
    with open(path, "w", encoding="utf-8") as out:
        for _, text in asked:
            out.write(" ".join("".join(c if c.isalnum() else " " for c in text).lower().split()) + "\n")
    shown = subprocess.run([*peer.command(), "search", db, path, "or", "1"], capture_output=True, text=True,
                           check=True).stdout.splitlines()
    return {qid: line.split("\t")[1:] for (qid, _), line in zip(asked, shown)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("peers", nargs="*", default=["xapian", "fts5", "lucene"])
    a = parser.parse_args()
    os.makedirs(a.work, exist_ok=True)
    engines = peers.available(a.peers, a.work)
    print(f"{'collection':16} {'engine':18} {'nDCG@10':>8} {'MRR@10':>8}")
    for name, docs, asked, right in collections_in(a.data):
        corpus, db = os.path.join(a.work, "docs.jsonl"), os.path.join(a.work, "db")
        with open(corpus, "w", encoding="utf-8") as out:
            out.writelines(json.dumps(d, ensure_ascii=False) + "\n" for d in docs)
        rows = []
        subprocess.run(["rm", "-rf", db], check=True)
        subprocess.run([os.path.join(a.bin, "stemma-index"), "add", "-q", "-d", db, corpus], check=True)
        for label, options in STEMMA:
            rows.append((f"Stemma, {label}", judge(ask_stemma(a.bin, db, asked, options), right)))
        for peer in engines:
            measure.index(peer, corpus, db, 1, "text")
            rows.append((peer.title, judge(ask_peer(peer, db, asked, a.work), right)))
        for label, (ndcg, mrr) in rows:
            print(f"{name:16} {label:26} {ndcg:8.4f} {mrr:8.4f}", flush=True)


if __name__ == "__main__":
    main()
