#!/usr/bin/env python3
"""Prints what searching very many chats costs: see `chats`."""

import json
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DATA, MANENT, SIZE = sys.argv[1], sys.argv[2], int(sys.argv[3])
MADE = sys.argv[4] if len(sys.argv) > 4 else None


def row(name, value):
    print(f"| {name} | {value} |", flush=True)


def milliseconds(work, times=5):
    """The median of some runs."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


class Room:
    """Chats to import, a workspace and a home of its own."""

    def __init__(self, folder):
        self.folder = folder
        self.workspace = os.path.join(folder, "workspace")
        self.environment = dict(os.environ, HOME=folder, XDG_CACHE_HOME=os.path.join(folder, "cache"))
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "MANENT_HOME", "MANENT_WORKSPACE"):
            self.environment.pop(name, None)
        self.chats = MADE or os.path.join(folder, "chats.jsonl")
        if not MADE:
            subprocess.run(
                [sys.executable, os.path.join(HERE, "make.py"), "chats", DATA, self.chats, str(SIZE)], check=True)

    def manent(self, *arguments):
        return subprocess.run(
            [MANENT, "-w", self.workspace, *arguments], env=self.environment, check=True, capture_output=True,
            text=True).stdout


def words(room):
    """A word that very few messages hold, and a common one."""
    counts = {}
    with open(room.chats, encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number == 400:
                break
            for message in json.loads(line)["messages"]:
                for word in set(re.findall(r"[a-z]{5,}", message["content"].lower())):
                    counts[word] = counts.get(word, 0) + 1
    rare = sorted(word for word, count in counts.items() if count == 1)
    common = sorted(counts, key=lambda word: -counts[word])
    return rare[:: max(1, len(rare) // 5)][:5], common[:5]


def fts5(room):
    """The same messages in plain FTS5."""
    database = sqlite3.connect(os.path.join(room.folder, "fts5.db"))
    database.execute("CREATE VIRTUAL TABLE said USING fts5(body, tokenize='porter unicode61')")
    with open(room.chats, encoding="utf-8") as file:
        for line in file:
            database.executemany(
                "INSERT INTO said(body) VALUES(?)", ((message["content"],) for message in json.loads(line)["messages"]))
    database.commit()
    return database


def ours(room, rare, common):
    subprocess.run([MANENT, "init", room.workspace], env=room.environment, check=True, stdout=subprocess.DEVNULL)
    begun = time.perf_counter()
    room.manent("import", room.chats)
    row(f"`import` of {os.path.getsize(room.chats) / 1e9:.2f} GB of chats", f"{time.perf_counter() - begun:.0f} s")
    room.manent("chats", "-n", "1")
    for name, chosen in (("rare", rare), ("common", common)):
        times = [milliseconds(lambda: room.manent("search", "--in", "chats", word), 3) for word in chosen]
        row(f"`search --in chats` of a {name} word, in a new process", f"{statistics.median(times):.0f} ms")
    row("`chats -n 20`", f"{milliseconds(lambda: room.manent('chats', '-n', '20')):.0f} ms")
    row("`chats`, all of them", f"{milliseconds(lambda: room.manent('chats')):.0f} ms")
    row("`manent --version`, which opens nothing",
        f"{milliseconds(lambda: subprocess.run([MANENT, '--version'], capture_output=True)):.0f} ms")


def others(room, rare, common):
    database = fts5(room)
    for name, chosen in (("rare", rare), ("common", common)):
        def ask(word):
            database.execute("SELECT rowid FROM said WHERE said MATCH ? ORDER BY rank LIMIT 20", (word,)).fetchall()
        times = [milliseconds(lambda: ask(word), 3) for word in chosen]
        row(f"FTS5's 20 best of a {name} word, without a process's start", f"{statistics.median(times):.0f} ms")
    for tool in ("rg", "grep"):
        if not shutil.which(tool):
            continue
        command = [tool, "-c", "-w", rare[0]] + (["-r"] if tool == "grep" else []) + [os.path.join(room.workspace, "chats")]
        row(f"`{tool}` of a rare word in the chats' files",
            f"{milliseconds(lambda: subprocess.run(command, stdout=subprocess.DEVNULL), 3):.0f} ms")


def main():
    with tempfile.TemporaryDirectory() as folder:
        room = Room(folder)
        rare, common = words(room)
        print("| what | |\n| --- | --- |")
        ours(room, rare, common)
        others(room, rare, common)


if __name__ == "__main__":
    main()
