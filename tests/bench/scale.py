"""How Stemma behaves as the corpus grows: 1, 2, 4, 8 ... times its size.

The larger corpora are re-sampled (corpus.py says what that keeps and loses).
"""
import argparse
import os
import statistics
import sys
import tempfile

import bench
import corpus
import measure
import peers
import report


def arguments():
    p = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    p.add_argument("--corpus", default="", help="JSON Lines, also .zst")
    p.add_argument("--queries", default="", help="a file, one query a line")
    p.add_argument("--rounds", type=int, default=3)
    p.add_argument("--threads", type=int, default=os.cpu_count())
    p.add_argument("--max", default="4G", help="size of the largest corpus, with K, M or G")
    p.add_argument("--shared", default="")
    p.add_argument("--out", default="build/bench")
    p.add_argument("--docs", default="", help="a folder for BENCH-SCALE.md and bench-scale.svg")
    return p.parse_args()


def bytes_of(text):
    units = {"K": 1e3, "M": 1e6, "G": 1e9}
    return int(float(text.rstrip("KMGkmg")) * units.get(text[-1].upper(), 1))


def measure_one(engine, path, options, query_path, db):
    done = measure.index(engine, path, db, options.threads, "text")
    if done is None:                  # it has no threads
        options.threads = 1
        done = measure.index(engine, path, db, 1, "text")
    times, _ = measure.search(engine, db, query_path, "or", options.rounds)
    size = os.path.getsize(path)
    return {"corpus": size / 1e6, "documents": done["documents"], "mbs": done["mbs"],
            "bytes": done["disk"] / done["documents"], "share": done["disk"] / size,
            "rss": done["peak_rss_bytes"] / 1e6, "mean": statistics.mean(times),
            "p99": measure.percentile(times, 0.99)}


def grow(path, original, size, sampler):
    """The file at path, `size` bytes long: the original, then re-sampled documents."""
    if not os.path.exists(path):
        with open(original, "rb") as source, open(path, "wb") as out:
            for line in source:
                out.write(line if line.endswith(b"\n") else line + b"\n")
    with open(path, "ab") as out:
        at = out.tell()
        sampler.write(out, size - at, f"resampled-{at}")


def run_all(options, engine, original, query_path, folder):
    size, most = os.path.getsize(original), bytes_of(options.max)
    path, rows, times = original, [], 1
    sampler = None
    while times == 1 or times * size <= most:
        if times > 1:
            sampler = sampler or corpus.Resampler(corpus.documents(original))
            path = os.path.join(folder, "grown.jsonl")
            grow(path, original, times * size, sampler)
        peers.say(f"bench-scale: {os.path.getsize(path) / 1e6:.0f} MB")
        rows.append(measure_one(engine, path, options, query_path, os.path.join(folder, "db")))
        times *= 2
    return rows


COLUMNS = [("corpus", "corpus MB", "{:.0f}"), ("documents", "documents", "{:.0f}"),
           ("mbs", "indexing MB/s", "{:.1f}"), ("bytes", "index bytes per document", "{:.0f}"),
           ("share", "index / corpus", "{:.2f}"), ("rss", "peak RSS MB", "{:.0f}"),
           ("mean", "OR mean µs", "{:.0f}"), ("p99", "OR p99 µs", "{:.0f}")]
PLOTTED = ("mbs", "bytes", "rss", "mean", "p99")


def document(rows, what, options):
    return "\n".join([
        "# Stemma as the corpus grows\n",
        f"Made by `make bench-scale`. The first corpus is {what}. Each following one is the one "
        "before and as much again of re-sampled documents: new ids, the language and the number of "
        "sentences of an original, the sentences shuffled over all documents of the language. No "
        "new words come with them, as they would with real text. The same queries throughout, the "
        f"least of {options.rounds} rounds. Indexing threads: {options.threads}; {bench.processor()}.\n",
        report.table([label for _, label, _ in COLUMNS],
                     [[form.format(row[key]) for key, _, form in COLUMNS] for row in rows]),
        "![scale](bench-scale.svg)\n"])


def main():
    options = arguments()
    binaries = os.path.abspath(os.path.join(options.out, "bin"))
    os.makedirs(binaries, exist_ok=True)
    engine = peers.Stemma(binaries)
    engine.build()
    with tempfile.TemporaryDirectory(prefix="stemma-bench.") as folder:
        original, what = corpus.provide(options.corpus, options.shared,
                                        os.path.join(peers.ROOT, "seeds"), folder)
        query_path, _ = bench.provide_queries(options, original, folder)
        rows = run_all(options, engine, original, query_path, folder)
    text = document(rows, what, options)
    labels = {key: label for key, label, _ in COLUMNS}
    plot = report.curves("Stemma as the corpus grows", [r["corpus"] for r in rows],
                         [(labels[key], [r[key] for r in rows]) for key in PLOTTED])
    for target in filter(None, (options.out, options.docs)):
        bench.write(os.path.join(target, "BENCH-SCALE.md"), text)
        bench.write(os.path.join(target, "bench-scale.svg"), plot)
    print(text)


if __name__ == "__main__":
    sys.exit(main())
