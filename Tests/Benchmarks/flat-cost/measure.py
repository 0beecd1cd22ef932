"""Prints what a turn costs in small and in large workspaces; called by the script `run` beside it."""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path

MANENT = Path(sys.argv[1]).resolve()
CHATS = int(sys.argv[2]) if len(sys.argv) > 2 else 50_000
TURNS = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
SMALL_CHATS, SMALL_TURNS = 50, 100
# Enough turns for the whole life of a tail pack, which is written anew with each of them and grows meanwhile.
TIMED, TRACED = 40, 40
QUESTION = "How do I add a document?"
ANSWER = "Say it in other words: the answer of an ordinary turn has some two or three sentences of text. " * 3
NOW = datetime.now(timezone.utc)


def identifier(number):
    """A version 7 UUID of a time before now, the later the greater the number."""
    milliseconds = int(NOW.timestamp() * 1000) - 86_400_000 + number
    return f"{milliseconds >> 16:08x}-{milliseconds & 0xFFFF:04x}-7000-8000-{number:012x}"


def stamp():
    return NOW.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def message(number, role, content):
    line = {"id": identifier(number)}
    if number % 2:
        line["parent"] = identifier(number - 1)
    line |= {"role": role, "content": content, "created_at": stamp(), "device": "laptop"}
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"


def turn(number):
    return message(2 * number, "user", QUESTION) + message(2 * number + 1, "assistant", ANSWER)


class Workspace:
    """A workspace with many chats of one turn, or with one chat of many turns."""

    def __init__(self, base, name, chats=0, turns=0):
        self.name, self.root = name, base / "workspaces" / name
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(base), "MANENT_HOME": str(base / "workspaces"), "LANG": "C.UTF-8",
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "Benchmark", "GIT_AUTHOR_EMAIL": "b@example.org",
            "GIT_COMMITTER_NAME": "Benchmark", "GIT_COMMITTER_EMAIL": "b@example.org",
        }
        self.run(MANENT, "init", self.name)
        day = self.root / "chats" / NOW.strftime("%Y/%m/%d")
        for number in range(chats):
            folder = day if number < 256 else day.with_name(f"{day.name}.{number // 256 + 1}")
            self.chat(folder / f"how-do-i-add-a-document-{number:08x}", identifier(number), [turn(number)])
        if turns:
            self.chat(day / "a-long-chat-00000000", "long", (turn(number) for number in range(turns)))
        # Nothing shall run in the background while it is measured.
        self.git("config", "gc.auto", "0")
        self.git("add", ".")
        self.git("commit", "-q", "-m", "fill")
        self.git("-c", "pack.window=0", "repack", "-adq")
        self.chat_id = "long" if turns else identifier(chats // 2)
        # The first command reads the chats into the catalog; the next ones are those that are measured.
        for _ in range(3):
            self.take_turn()

    @staticmethod
    def chat(folder, name, turns):
        folder.mkdir(parents=True)
        (folder / "chat.yaml").write_text(f"id: {name}\ntitle: How do I add a document?\ncreated_at: {stamp()}\n")
        part, text = 1, ""
        for lines in turns:
            if len(text) + len(lines) > 64 * 1024:
                (folder / f"{part:04}.jsonl").write_text(text)
                part, text = part + 1, ""
            text += lines
        (folder / f"{part:04}.jsonl").write_text(text)

    def run(self, *command):
        done = subprocess.run(
            [str(part) for part in command], env=self.environment, cwd=self.root.parent if self.root.parent.exists() else "/",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if done.returncode != 0 or (command[0] == MANENT and b"not committed" in done.stderr):
            sys.exit(f"{command} failed: {done.stderr.decode()}")
        return done.stdout.decode()

    def git(self, *arguments):
        return self.run("git", "-C", self.root, *arguments)

    def take_turn(self, *arguments, under=()):
        destination = arguments or ("--cid", self.chat_id)
        return self.run(*under, MANENT, "-w", self.name, "chat", *destination, QUESTION)

    def timed(self, *arguments):
        start = time.perf_counter()
        self.take_turn(*arguments)
        return (time.perf_counter() - start) * 1000

    def objects(self):
        figures = dict(line.split(": ") for line in self.git("count-objects", "-v").splitlines())
        return int(figures["count"]) + int(figures["in-pack"])

    def traced(self, *arguments):
        """Bytes and files written, system calls, and new objects of one turn."""
        log, before = self.root.parent / "trace", self.objects()
        self.take_turn(*arguments, under=("strace", "-f", "-qq", "-o", log))
        text = log.read_text(errors="replace")
        sizes = [int(size) for size in re.findall(r" p?write(?:64|v)?\(\d+, .* = (\d+)$", text, re.M)]
        files = len(re.findall(r' openat\(.*O_CREAT.* = \d+$', text, re.M))
        return sum(sizes), files, text.count("\n"), self.objects() - before


def compare(title, small, large, *arguments):
    """Measures in turn, so that what else the machine does falls on both sides alike."""
    # What filling the workspaces has left to be written must not be waited for by the turns.
    os.sync()
    times = ([], [])
    for _ in range(TIMED):
        for side, workspace in enumerate((small, large)):
            times[side].append(workspace.timed(*arguments))
    figures = [[workspace.traced(*arguments) for _ in range(TRACED)] for workspace in (small, large)]
    rows = [("milliseconds", *(statistics.median(side) for side in times))]
    for index, name in enumerate(("bytes written", "files made or opened for it", "system calls", "objects")):
        rows.append((name, *(statistics.median(one[index] for one in side) for side in figures)))
    for name, one, other in rows:
        print(f"| {title} | {name} | {one:,.1f} | {other:,.1f} | {other / one:.2f} |", flush=True)


def main():
    with tempfile.TemporaryDirectory(prefix="manent-flat-") as folder:
        base = Path(folder)
        print("| what | measure | small | large | ratio |\n| --- | --- | --- | --- | --- |", flush=True)
        few, many = Workspace(base, "few", chats=SMALL_CHATS), Workspace(base, "many", chats=CHATS)
        compare(f"a turn among {SMALL_CHATS:,} and {CHATS:,} chats", few, many)
        compare(f"a new chat among {SMALL_CHATS:,} and {CHATS:,} chats", few, many, "--new")
        compare(f"a turn of the latest chat among {SMALL_CHATS:,} and {CHATS:,}", few, many, "-c")
        short, long = Workspace(base, "short", turns=SMALL_TURNS), Workspace(base, "long", turns=TURNS)
        compare(f"turn {SMALL_TURNS:,} and {TURNS:,} of a chat", short, long)
        for workspace in (many, long):
            if workspace.git("status", "--porcelain") != "":
                sys.exit(f"git status of {workspace.name} is not clean")


main()
