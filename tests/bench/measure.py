"""Runs the benchmark programs and reads what they print."""
import os
import subprocess
import time

import peers

KINDS = ("or", "and", "phrase", "snippets")
PROCESS_ROUNDS = 5


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def disk_bytes(path):
    """What a folder takes on disk, holes not counted."""
    return sum(os.lstat(os.path.join(folder, name)).st_blocks * 512
               for folder, _, names in os.walk(path) for name in names)


def index(peer, corpus, db, threads, store):
    """{seconds, peak_rss_bytes, documents, mbs, disk}; None where it cannot do that."""
    subprocess.run(["rm", "-rf", db], check=True)
    done = subprocess.run([*peer.command(), "index", corpus, db, str(threads), store],
                          capture_output=True, text=True, check=False)
    if done.returncode == peers.CANNOT:
        return None
    if done.returncode != 0:
        raise RuntimeError(f"{peer.title}: {done.stderr.strip()}")
    out = {k: float(v) for k, v in (f.split() for f in done.stdout.strip().split("\t"))}
    out["mbs"] = os.path.getsize(corpus) / 1e6 / out["seconds"]
    out["disk"] = disk_bytes(db)
    return out


def search(peer, db, queries, kind, rounds):
    """(microseconds of each query, ids of each query)"""
    done = subprocess.run([*peer.command(), "search", db, queries, kind, str(rounds)],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{peer.title}: {done.stderr.strip()}")
    rows = [line.split("\t") for line in done.stdout.split("\n")[:-1]]
    return [float(r[0]) for r in rows], [r[1:] for r in rows]


def process_ms(command):
    """Milliseconds from start to end of one process."""
    null = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, null, 1), (os.POSIX_SPAWN_DUP2, null, 2)]
    start = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    os.waitpid(pid, 0)
    took = time.perf_counter() - start
    os.close(null)
    return took * 1e3


def one_shot(command_of, queries):
    """(median, least) milliseconds of a process per query, of each the least of PROCESS_ROUNDS: what
    it reads may have left the memory while another engine was measured."""
    commands = [command_of(query) for query in queries]
    if None in commands:
        return None
    rounds = [[process_ms(command) for command in commands] for _ in range(PROCESS_ROUNDS)]
    times = [min(of_one) for of_one in zip(*rounds)]
    return percentile(times, 0.5), min(times)


def wc_mbs(corpus):
    """MB/s of `wc -w` in a UTF-8 locale."""
    start = time.perf_counter()
    subprocess.run(["wc", "-w", corpus], check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, "LC_ALL": "C.UTF-8"})
    return os.path.getsize(corpus) / 1e6 / (time.perf_counter() - start)


def overlap(ours, theirs):
    """Share of the ten best that both found, over all queries; and both totals."""
    common = sum(len(set(a) & set(b)) for a, b in zip(ours, theirs))
    most = sum(max(len(a), len(b)) for a, b in zip(ours, theirs))
    return common / max(1, most), sum(map(len, ours)), sum(map(len, theirs))
