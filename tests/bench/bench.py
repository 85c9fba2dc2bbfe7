"""Compares Stemma with other engines on one corpus.

Every stage of a repetition runs all engines one after the other, in an order
that moves on with each repetition, so that what disturbs the machine for a
while disturbs all of them; the ratios are taken within a repetition.
"""
import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile

import corpus
import measure
import peers
import queries
import report

BASELINES = ("wc -w", "link only")


def arguments():
    p = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    p.add_argument("--corpus", default="", help="JSON Lines, also .zst")
    p.add_argument("--queries", default="", help="a file, one query a line")
    p.add_argument("--repeat", type=int, default=3)
    p.add_argument("--rounds", type=int, default=5, help="the least time of so many counts")
    p.add_argument("--threads", type=int, default=os.cpu_count())
    p.add_argument("--peers", default=" ".join(peers.ALL))
    p.add_argument("--shared", default="", help="the corpus where none is named")
    p.add_argument("--out", default="build/bench")
    p.add_argument("--docs", default="", help="a folder for BENCH.md and bench.svg")
    return p.parse_args()


class Run:
    """What all stages share."""

    def __init__(self, options, engines, path, query_path, folder):
        self.options, self.engines, self.folder = options, engines, folder
        self.corpus, self.queries = path, query_path
        self.bytes = os.path.getsize(path)
        with open(query_path, encoding="utf-8") as lines:
            self.lines = lines.read().splitlines()
        self.results = {n: {} for n in [e.title for e in engines] + list(BASELINES)}
        self.ids = {}                 # (title, kind) -> ids of each query
        self.one_thread = []          # titles of those that have no other way
        self.documents = 0

    def add(self, name, metric, value):
        self.results[name].setdefault(metric, []).append(value)

    def db(self, engine):
        return os.path.join(self.folder, "db-" + engine.name)

    def index(self, engine, first):
        done = measure.index(engine, self.corpus, self.db(engine), 1, "text")
        self.documents = self.documents or int(done["documents"])
        self.add(engine.title, "mbs_1", done["mbs"])
        self.add(engine.title, "rss_1", done["peak_rss_bytes"] / 1e6)
        self.add(engine.title, "size_text", done["disk"] / self.bytes)
        other = os.path.join(self.folder, "db-other")
        many = measure.index(engine, self.corpus, other, self.options.threads, "text")
        self.add(engine.title, "mbs_n", (many or done)["mbs"])
        if many is None and first:
            self.one_thread.append(engine.title)
        bare = measure.index(engine, self.corpus, other, 1, "none") if first else None
        if bare is not None:
            self.add(engine.title, "size_none", bare["disk"] / self.bytes)
        subprocess.run(["rm", "-rf", other], check=True)

    def search(self, engine, kind):
        times, ids = measure.search(engine, self.db(engine), self.queries, kind,
                                    self.options.rounds)
        self.add(engine.title, kind + "_mean", statistics.mean(times))
        self.add(engine.title, kind + "_p50", measure.percentile(times, 0.5))
        self.add(engine.title, kind + "_p99", measure.percentile(times, 0.99))
        self.ids[engine.title, kind] = ids

    def one_shot(self, engine):
        asked = self.lines[:engine.one_shot_count]
        done = measure.one_shot(lambda q: engine.one_shot(self.db(engine), q), asked)
        if done is not None:
            self.add(engine.title, "process_p50", done[0])
            self.add(engine.title, "process_min", done[1])
        if isinstance(engine, peers.Stemma):
            done = measure.one_shot(lambda q: engine.one_shot_snippets(self.db(engine), q), asked)
            self.add(engine.title, "process_snippets_p50", done[0])
            linked = measure.one_shot(lambda _: [engine.program("bench_linkonly")], asked)
            self.add("link only", "process_p50", linked[0])
            self.add("link only", "process_min", linked[1])

    def all_engines(self, at, what, do):
        """One stage; a peer that fails is said and left out from here on."""
        place = at % len(self.engines)
        for engine in self.engines[place:] + self.engines[:place]:
            peers.say(f"bench: {at + 1}/{self.options.repeat}: {what}, {engine.title}")
            try:
                do(engine)
            except (RuntimeError, OSError) as error:
                if isinstance(engine, peers.Stemma):
                    raise
                peers.say(f"bench: {engine.title} failed and is left out: {error}")
                self.engines.remove(engine)
                del self.results[engine.title]

    def repetition(self, at):
        wc = measure.wc_mbs(self.corpus)
        self.add("wc -w", "mbs_1", wc)
        self.add("wc -w", "mbs_n", wc)
        self.all_engines(at, "indexing", lambda engine: self.index(engine, at == 0))
        for kind in measure.KINDS:
            self.all_engines(at, kind, lambda engine, kind=kind: self.search(engine, kind))
        self.all_engines(at, "one process", self.one_shot)

    def sanity(self):
        """A line per peer: how far the ten best are the same."""
        ours, lines = self.engines[0].title, []
        for engine in self.engines[1:]:
            parts = []
            for kind in measure.KINDS[:3]:
                share, here, there = measure.overlap(self.ids[ours, kind],
                                                     self.ids[engine.title, kind])
                parts.append(f"{kind} {share:.1%} ({here} and {there} hits)")
            lines.append(f"* {engine.title}: " + ", ".join(parts))
        return "\n".join(lines) + "\n"


def processor():
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.machine()


def document(run, what, queries_from):
    names = list(run.results)
    versions = ", ".join(f"{e.title} {e.version()}" for e in run.engines[1:])
    alone = ", ".join(run.one_thread)
    return "\n".join([
        "# Stemma and its peers, measured\n",
        f"Made by `make bench`. Corpus: {what}, {run.bytes / 1e6:.0f} MB of JSON Lines, "
        f"{run.documents} documents. Queries: {len(run.lines)}, {queries_from}. "
        f"{run.options.repeat} repetitions, N = {run.options.threads} threads, {processor()}. "
        f"Peers, by Debian package: {versions or 'none'}.\n",
        "Latencies are of one warm process, from the query's text to ten external ids with scores, "
        f"the least of {run.options.rounds} rounds for each query. All engines lower case, take "
        "Unicode words, stem with Snowball in the document's language, keep positions, have no stop "
        "words, and hold one term space per language, each of which every query is asked in. "
        "Stemma counts a title's words twice, the others once.\n",
        "## Ratios\n",
        "Stemma's figure divided by the peer's, within a repetition: the median (least - most).\n",
        report.ratio_table(names, run.results),
        (f"N threads: {alone} cannot; the figure is that of one thread.\n" if alone else ""),
        "`wc -w` counts words in a UTF-8 locale; *link only* is a process that calls one function "
        "of ICU and one of LMDB. One process: `stemma-search -o -l`, `quest`, the `sqlite3` shell, "
        "a Java program.\n",
        "![ratios](bench.svg)\n",
        "## Figures\n", report.figure_table(names, run.results),
        "## Do they find the same\n",
        "Share of the ten best that both have, and how many hits there are over all queries. They "
        "differ by Stemma's weight of titles, by Xapian's score of a phrase (that of its words), and "
        "by Groonga, which counts words and stems those of ASCII letters alone:\n",
        run.sanity()])


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)


def provide_queries(options, path, folder):
    """(path, where they are from)"""
    if options.queries:
        return options.queries, "from " + os.path.basename(options.queries)
    out = os.path.join(folder, "queries.txt")
    write(out, "\n".join(queries.make(path)) + "\n")
    return out, "drawn from the corpus with a fixed seed"


def main():
    options = arguments()
    binaries = os.path.abspath(os.path.join(options.out, "bin"))
    os.makedirs(binaries, exist_ok=True)
    stemma = peers.Stemma(binaries)
    stemma.build()
    engines = [stemma, *peers.available(options.peers.split(), binaries)]
    with tempfile.TemporaryDirectory(prefix="stemma-bench.") as folder:
        path, what = corpus.provide(options.corpus, options.shared,
                                    os.path.join(peers.ROOT, "seeds"), folder)
        query_path, queries_from = provide_queries(options, path, folder)
        run = Run(options, engines, path, query_path, folder)
        for at in range(options.repeat):
            run.repetition(at)
        text = document(run, what, queries_from)
    plot = report.ratio_plot(list(run.results), run.results)
    for target in filter(None, (options.out, options.docs)):
        write(os.path.join(target, "BENCH.md"), text)
        write(os.path.join(target, "bench.svg"), plot)
    print(text)


if __name__ == "__main__":
    sys.exit(main())
