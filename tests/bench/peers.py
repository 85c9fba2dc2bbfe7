"""The engines that are compared: their packages, how they are built and run."""
import glob
import os
import re
import shlex
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CC = os.environ.get("CC", "gcc")
CFLAGS = shlex.split(os.environ.get("BENCH_CFLAGS", "-std=c17 -D_GNU_SOURCE -O2"))
LIBS = shlex.split(os.environ["BENCH_LIBS"])     # of Stemma, as the Makefile links it
CANNOT = 3


def source(name):
    return os.path.join(HERE, name)


def say(text):
    print(text, file=sys.stderr, flush=True)


class Peer:
    """One engine. `bin` is where its programs are built."""
    name = title = package = None
    packages = ()
    one_shot_count = 50

    def __init__(self, folder):
        self.bin = folder

    def program(self, name):
        return os.path.join(self.bin, name)

    def compile(self, *arguments):
        subprocess.run(arguments, check=True, cwd=ROOT)

    def compile_c(self, out, names, *options):
        self.compile(CC, *CFLAGS, *(source(n) for n in names), "-o",
                     self.program(out), *options)

    def command(self):
        return [self.program("bench_" + self.name)]

    def one_shot(self, db, query):
        """The command line of one search in a process of its own, or None."""
        return None

    def version(self):
        shown = subprocess.run(["dpkg-query", "-W", "-f=${Version}", self.package],
                               capture_output=True, text=True, check=False).stdout
        return re.sub(r"^\d+:|[+-].*$", "", shown)


class Stemma(Peer):
    name, title = "stemma", "Stemma"

    def build(self):
        self.compile_c("bench_stemma", ["bench_common.c", "bench_stemma.c"],
                       os.path.join(ROOT, "build/release/libstemma.a"), *LIBS)
        self.compile_c("bench_linkonly", ["bench_linkonly.c"], "-licuuc", "-llmdb")

    def one_shot(self, db, query):
        return [os.path.join(ROOT, "build/release/stemma-search"), "-d", db, "-o", "-l", "--",
                query]

    def one_shot_snippets(self, db, query):
        return [a for a in self.one_shot(db, query) if a != "-l"]

    def version(self):
        return ""


class Xapian(Peer):
    name, title, package = "xapian", "Xapian", "libxapian-dev"
    packages = ("g++", "libxapian-dev", "xapian-tools")

    def build(self):
        common = self.program("bench_common.o")
        self.compile(CC, *CFLAGS, "-c", source("bench_common.c"), "-o", common)
        self.compile("g++", "-O2", "-Wall", "-Wextra", source("bench_xapian.cc"), common, "-o",
                     self.program("bench_xapian"), "-lxapian", "-ljansson")

    def one_shot(self, db, query):
        stemmer = ("russian" if re.search("[а-яё]", query) else
                   "german" if re.search("[äöüß]", query) else "english")
        dbs = [d for lang in ("en", "de", "ru", "other") for d in ("-d", os.path.join(db, lang))]
        return ["quest", *dbs, "-m", "10", "--default-op=or", "--stemmer=" + stemmer, query]


class Fts5(Peer):
    name, title, package = "fts5", "SQLite FTS5", "libsqlite3-dev"
    packages = ("libsqlite3-dev", "sqlite3")

    def build(self):
        self.compile_c("ftssnowball.so", ["fts5_snowball.c"], "-shared", "-fPIC", "-lstemmer")
        self.compile_c("bench_fts5", ["bench_common.c", "bench_fts5.c"], "-lsqlite3", "-ljansson")

    def one_shot(self, db, query):
        match = " OR ".join(f'"{w}"' for w in query.replace("'", " ").replace('"', " ").split())
        best = " UNION ALL ".join(
            f"SELECT * FROM (SELECT id, rank FROM {t} WHERE {t} MATCH '{match}' "
            "ORDER BY rank LIMIT 10)" for t in ("en", "de", "ru", "other"))
        return ["sqlite3", "-cmd", ".load " + self.program("ftssnowball"),
                os.path.join(db, "fts5.db"), best + " ORDER BY rank LIMIT 10"]


class Groonga(Peer):
    name, title, package = "groonga", "Groonga", "libgroonga-dev"
    packages = ("libgroonga-dev", "groonga-bin", "groonga-token-filter-stem")

    def build(self):
        shown = subprocess.run(["pkg-config", "--cflags", "groonga"], capture_output=True,
                               text=True, check=True).stdout
        self.compile_c("bench_groonga", ["bench_common.c", "bench_groonga.c"],
                       *shown.replace("-I", "-isystem ").split(), "-lgroonga", "-ljansson")

    def one_shot(self, db, query):
        """In the one table of the query's script: the program takes one command."""
        match = " OR ".join(f'"{w}"' for w in re.sub(r"['\"\\]", " ", query).split())
        return ["groonga", os.path.join(db, "groonga.db"), "select",
                "ru" if re.search("[а-яё]", query) else "en", "--match_columns", "text",
                "--query", f"'{match}'", "--sort_keys", "-_score", "--limit", "10",
                "--output_columns", "_key,_score"]


class Lucene(Peer):
    name, title, package = "lucene", "Lucene 8", "liblucene8-java"
    packages = ("default-jdk-headless", "liblucene8-java")
    one_shot_count = 10

    def classpath(self):
        jars = ("core", "analyzers-common", "highlighter", "memory", "queries")
        return ":".join(glob.glob(f"/usr/share/java/lucene-{jar}-8.*.jar")[0] for jar in jars)

    def build(self):
        self.compile("javac", "-cp", self.classpath(), "-d", self.bin, source("BenchLucene.java"))

    def command(self):
        return ["java", "-Xmx1g", "-cp", self.classpath() + ":" + self.bin, "BenchLucene"]

    def one_shot(self, db, query):
        path = self.program("query.txt")
        with open(path, "w", encoding="utf-8") as out:
            out.write(query + "\n")
        return [*self.command(), "search", db, path, "or", "1"]


ALL = {p.name: p for p in (Xapian, Fts5, Lucene, Groonga)}


def available(names, folder):
    """Those of the peers that could be installed and built; the others are named."""
    out = []
    for name in names:
        if name not in ALL:
            say(f"bench: no peer is called '{name}'; there are: {' '.join(ALL)}")
            continue
        peer = ALL[name](folder)
        try:
            say(f"bench: {peer.title}; its packages: {' '.join(peer.packages)}")
            subprocess.run(["sh", os.path.join(ROOT, "tests/packages.sh"), *peer.packages],
                           check=True)
            peer.build()
            out.append(peer)
        except (subprocess.CalledProcessError, OSError, IndexError) as error:
            say(f"bench: {peer.title} is left out: {error}")
    return out
