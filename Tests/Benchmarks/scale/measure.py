#!/usr/bin/env python3
"""Prints what a workspace of very many small documents costs: see `run`."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DATA, MANENT, COUNT, VENV = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]


def row(name, value):
    print(f"| {name} | {value} |", flush=True)


class Room:
    """A folder with the documents, a workspace and a home of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.notes = os.path.join(folder, "notes")
        self.workspace = os.path.join(folder, "workspace")
        self.environment = dict(os.environ, HOME=folder, XDG_CACHE_HOME=os.path.join(folder, "cache"))
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "MANENT_HOME", "MANENT_WORKSPACE"):
            self.environment.pop(name, None)
        subprocess.run(
            [sys.executable, os.path.join(HERE, "make.py"), "documents", DATA, self.notes, str(COUNT)], check=True)
        with open(os.path.join(folder, "questions.json")) as file:
            self.questions = json.load(file)

    def manent(self, *arguments):
        """Runs manent; gives the seconds, the greatest memory in MB and what it printed."""
        command = [MANENT, "-w", self.workspace, *arguments]
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        output, errors = process.stdout.read(), process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        if status != 0:
            sys.exit(f"{' '.join(command)}: {errors}")
        return seconds, usage.ru_maxrss / 1024, output

    def median(self, arguments, last):
        return statistics.median(self.manent(*arguments, word)[0] for word in last) * 1000


def stats(room):
    """The calls that look at files in one question."""
    if not shutil.which("strace"):
        return "no strace"
    trace = os.path.join(room.folder, "trace")
    subprocess.run(
        ["strace", "-f", "-o", trace, "-e", "trace=stat,lstat,newfstatat,statx", MANENT, "-w", room.workspace, "search",
         "--in", "documents", "hello world"], env=room.environment, stdout=subprocess.DEVNULL)
    with open(trace) as file:
        return sum("stat" in line for line in file)


def ours(room):
    subprocess.run([MANENT, "init", room.workspace], env=room.environment, check=True, stdout=subprocess.DEVNULL)
    seconds, memory, output = room.manent("add", room.notes, "--json")
    passages = json.loads(output)["chunks"]
    row(f"`add` of {COUNT:,} files, {passages:,} passages", f"{seconds:.1f} s, {memory:.0f} MB resident")
    one = os.path.join(room.folder, "one.md")
    times, following = [], []
    for number in range(5):
        with open(one, "w") as file:
            file.write(f"# One more\n\nThe heliograph of {number} flashes.\n")
        times.append(room.manent("add", one, "--as", f"notes/00/00/one-{number}.md")[0] * 1000)
        following.append(room.manent("search", "--in", "documents", "heliograph")[0] * 1000)
    row("`add` of one file more", f"{statistics.median(times):.0f} ms")
    row("the next question", f"{statistics.median(following):.0f} ms")
    for kind in ("rare", "common"):
        row(f"a question of {kind} words, in a new process",
            f"{room.median(['search', '--in', 'documents'], room.questions[kind]):.0f} ms")
    row("`stat` calls of a question", stats(room))
    row("`status`", f"{statistics.median(room.manent('status')[0] for _ in range(3)) * 1000:.0f} ms")
    begun = time.perf_counter()
    subprocess.run(["git", "status", "--short"], cwd=room.workspace, env=room.environment, stdout=subprocess.DEVNULL)
    row("`git status`", f"{(time.perf_counter() - begun) * 1000:.0f} ms")
    return passages


def peer(python, name, folder, arguments):
    """Runs a part of peer.py; gives its output, or why there is none."""
    result = subprocess.run(
        [python, os.path.join(HERE, "peer.py"), name, folder, *map(str, arguments)], capture_output=True, text=True)
    if result.returncode != 0:
        return None, (result.stderr.strip().splitlines() or ["failed"])[-1]
    return result.stdout.strip(), None


def others(room, passages):
    texts = os.path.join(room.folder, "fts5")
    os.makedirs(texts)
    _, problem = peer(sys.executable, "fts5-make", texts, [room.notes])
    if problem:
        return row("FTS5", problem)
    for kind in ("rare", "common"):
        times = []
        for question in room.questions[kind]:
            begun = time.perf_counter()
            peer(sys.executable, "fts5-ask", texts, [question])
            times.append((time.perf_counter() - begun) * 1000)
        row(f"FTS5 alone, {kind} words, with Python's start", f"{statistics.median(times):.0f} ms")
    if not VENV:
        return
    python = os.path.join(VENV, "bin", "python")
    for name in ("faiss", "hnswlib", "usearch", "sqlite-vec", "chromadb"):
        folder = os.path.join(room.folder, name)
        os.makedirs(folder)
        _, problem = peer(python, f"{name}-make", folder, [passages])
        times = []
        for _ in range(0 if problem else 5):
            begun = time.perf_counter()
            _, problem = peer(python, f"{name}-ask", folder, [passages])
            times.append((time.perf_counter() - begun) * 1000)
        row(f"{name}, {passages:,} vectors of 384 numbers, imports included",
            problem or f"{statistics.median(times):.0f} ms")
        shutil.rmtree(folder)


def main():
    with tempfile.TemporaryDirectory() as folder:
        room = Room(folder)
        print("| what | |\n| --- | --- |")
        others(room, ours(room))


if __name__ == "__main__":
    main()
