"""Queries as people type them, drawn from a corpus with a fixed seed.

60 % two to five consecutive words of a title, or of the body's first sentence
where there is no title; 15 % two to five consecutive words of a body; 10 % one
frequent word; 10 % one rare word; 5 % two words of one title. Lower case.
"""
import collections
import random
import re

import corpus

WORD = re.compile(r"[^\W_]+")
SAMPLE = 4000            # documents that queries are drawn from
FREQUENT = 300           # the most frequent words, function words among them
SHARES = (("title", 60), ("body", 15), ("frequent", 10), ("rare", 10), ("pair", 5))


def words(text):
    return [w.lower() for w in WORD.findall(text)]


def sample(path, chooser):
    """SAMPLE documents, each as likely as any other."""
    out = []
    for number, record in enumerate(corpus.documents(path)):
        place = number if number < SAMPLE else chooser.randrange(number + 1)
        if place < SAMPLE:
            out[place:place + 1] = [record]
    return out


def run_of(own, chooser):
    size = min(chooser.randint(2, 5), len(own))
    start = chooser.randrange(len(own) - size + 1)
    return own[start:start + size]


def one(kind, record, frequent, rare, chooser):
    title = words(record.get("title") or corpus.sentences(record["body"])[0])
    if kind == "frequent":
        return [chooser.choice(frequent)]
    if kind == "rare":
        return [chooser.choice(rare)]
    if kind == "body":
        title = words(record["body"])
    if len(title) < 2:
        return []
    return chooser.sample(title, 2) if kind == "pair" else run_of(title, chooser)


def make(path, count=1000, seed=1):
    """The queries, a line each; the same for the same corpus and seed."""
    chooser = random.Random(seed)
    records = sample(path, chooser)
    counts = collections.Counter(w for r in records for w in words(r["body"]))
    frequent = [w for w, _ in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:FREQUENT]]
    rare = sorted(w for w, n in counts.items() if n == 1 and w.isalpha()) or frequent
    out = []
    for kind, share in SHARES:
        wanted = len(out) + count * share // 100
        for _ in range(100 * count):
            if len(out) >= wanted:
                break
            query = one(kind, chooser.choice(records), frequent, rare, chooser)
            if query:
                out.append(" ".join(query))
    chooser.shuffle(out)
    return out
