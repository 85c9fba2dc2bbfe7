"""The corpus of a benchmark: given, unpacked, or made from a few articles.

A re-sampled document keeps the language and the number of sentences of one of
the originals; its sentences are drawn from all documents of that language in
shuffled order, each before any comes again. So the statistics of words and of
lengths stay, order and company of sentences do not, and no new word appears:
the vocabulary of a corpus of many times the size is that of the original,
where real text would bring new words.
"""
import json
import os
import random
import re
import subprocess

SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")
SEEDS_BYTES = 20_000_000


def documents(path):
    """The records of a JSON Lines file that have an id and a body."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record.get("body"):
                yield record


def sentences(text):
    return [s for s in SENTENCE_END.split(text) if s]


class Resampler:
    """Documents without end, from those of a file or a list."""

    def __init__(self, originals, seed=1):
        self.random = random.Random(seed)
        self.shapes = []          # (language, sentences) of each original
        self.pools = {}           # language -> its sentences
        self.at = {}
        for record in originals:
            lang = record.get("lang", "en")
            own = sentences(record["body"])
            self.shapes.append((lang, len(own)))
            self.pools.setdefault(lang, []).extend(own)
        for lang, pool in self.pools.items():
            self.random.shuffle(pool)
            self.at[lang] = 0

    def take(self, lang, count):
        pool, out = self.pools[lang], []
        while len(out) < count:
            if self.at[lang] == len(pool):
                self.random.shuffle(pool)
                self.at[lang] = 0
            part = pool[self.at[lang]:self.at[lang] + count - len(out)]
            self.at[lang] += len(part)
            out += part
        return out

    def write(self, out, size, prefix):
        """Appends about `size` bytes of records to the binary file."""
        written = number = 0
        while written < size:
            lang, count = self.random.choice(self.shapes)
            body = self.take(lang, count)
            title = " ".join(body[0].split()[:9]) if body else ""
            line = json.dumps({"id": f"{prefix}-{number}", "lang": lang, "title": title,
                               "body": " ".join(body)}, ensure_ascii=False)
            written += out.write(line.encode() + b"\n")
            number += 1


def of_seeds(folder):
    """The .txt articles of a folder; the language by their letters."""
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".txt"):
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            title, _, body = file.read().partition("\n")
        lang = "ru" if re.search("[а-я]", body) else "de" if re.search("[äöüß]", body) else "en"
        yield {"id": name, "lang": lang, "title": title, "body": body.strip()}


def provide(wanted, shared, seeds, folder):
    """(path, what it is): the corpus named, the shared one, or one made of seeds."""
    if wanted and not wanted.endswith(".zst"):
        return wanted, os.path.basename(wanted)
    packed = wanted or shared
    path = os.path.join(folder, "corpus.jsonl")
    if wanted or os.path.exists(shared):
        subprocess.run(["zstd", "-q", "-d", "-f", packed, "-o", path], check=True)
        return path, os.path.basename(packed)
    with open(path, "wb") as out:
        Resampler(of_seeds(seeds)).write(out, SEEDS_BYTES, "seed")
    return path, "re-sampled sentences of seeds/"
