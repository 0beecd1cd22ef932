"""Prints how quick the prompt is; called by the script `run` beside it."""

import fcntl
import json
import os
import pty
import re
import select
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from datetime import datetime, timezone
from pathlib import Path

MANENT = Path(sys.argv[1]).resolve()
MESSAGES = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
TURNS, PIECES = 40, 5000
NOW = datetime.now(timezone.utc)
ANSWER = "Say it in other words: the answer of an ordinary turn has some two or three sentences of text. " * 3


def identifier(number):
    """A version 7 UUID of a time before now, the later the greater the number."""
    milliseconds = int(NOW.timestamp() * 1000) - 86_400_000 + number
    return f"{milliseconds >> 16:08x}-{milliseconds & 0xFFFF:04x}-7000-8000-{number:012x}"


def fill(root, count):
    """Writes a chat of so many messages, and has git and the catalog know it."""
    stamp = NOW.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    folder = root / "chats" / NOW.strftime("%Y/%m/%d") / "a-long-chat-00000000"
    folder.mkdir(parents=True)
    (folder / "chat.yaml").write_text(f"id: long\ntitle: A long chat\ncreated_at: {stamp}\n")
    part, text = 1, ""
    for number in range(count):
        line = {"id": identifier(number)} | ({"parent": identifier(number - 1)} if number else {})
        line |= {"role": "assistant" if number % 2 else "user", "content": ANSWER if number % 2 else "And then?"}
        text += json.dumps(line | {"created_at": stamp, "device": "laptop"}, separators=(",", ":")) + "\n"
        if len(text) > 64 * 1024:
            (folder / f"{part:04}.jsonl").write_text(text)
            part, text = part + 1, ""
    (folder / f"{part:04}.jsonl").write_text(text)
    for command in (["config", "gc.auto", "0"], ["add", "."], ["commit", "-q", "-m", "fill"], ["repack", "-adq"]):
        subprocess.run(["git", "-C", root] + command, env=ENVIRONMENT, check=True)


class Terminal:
    """The prompt on a terminal of its own."""

    def __init__(self):
        self.process, self.number = pty.fork()
        if self.process == 0:
            os.chdir(BASE)
            os.execve(MANENT, [str(part) for part in CHAT], ENVIRONMENT | {"TERM": "xterm-256color"})
        fcntl.ioctl(self.number, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.shown, self.seen = b"", {}
        self.wait(lambda: self.shown.endswith(b"> "))

    def wait(self, condition):
        end = time.monotonic() + 60
        while not condition():
            if time.monotonic() > end:
                sys.exit(f"the prompt does not go on: {self.shown[-500:]!r}")
            if select.select([self.number], [], [], 1)[0]:
                self.shown += os.read(self.number, 65536)
                now = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
                for word in re.findall(rb"w(\d{5})", self.shown[-4000:]):
                    self.seen.setdefault(int(word), now)

    def enter(self, line):
        """Types a line, and gives the moment at which Enter was pressed."""
        os.write(self.number, line.encode())
        self.wait(lambda: self.shown.endswith(line.encode()))
        self.shown = b""
        start = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
        os.write(self.number, b"\r")
        return start

    def seconds(self):
        """The time of a processor that the prompt has used."""
        fields = Path(f"/proc/{self.process}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def settle(self):
        self.wait(lambda: re.search(rb" s\x1b\[0m\r\n.*> $", self.shown, re.S) is not None)


def got():
    return [int(line.split()[1]) for line in LOG.read_text().splitlines() if line.startswith("got")]


def report(title, times, limit):
    times = sorted(times)
    high = times[int(len(times) * 0.95)]
    print(f"{title}: median {statistics.median(times):.2f} ms, 95 % within {high:.2f} ms, "
          f"longest {times[-1]:.2f} ms (wanted: {limit} ms)")


BASE = Path(tempfile.mkdtemp(prefix="manent-prompt-"))
LOG = BASE / "times"
ENVIRONMENT = {
    "PATH": os.environ["PATH"], "HOME": str(BASE), "MANENT_HOME": str(BASE / "workspaces"), "LANG": "C.UTF-8",
    "XDG_CONFIG_HOME": str(BASE / "config"), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "Benchmark",
    "GIT_AUTHOR_EMAIL": "b@example.org", "GIT_COMMITTER_NAME": "Benchmark", "GIT_COMMITTER_EMAIL": "b@example.org",
}
CHAT = [MANENT, "-w", "long", "chat", "--cid", "long", "-p", "clocked"]
try:
    plugin = BASE / "config/manent/plugins/clocked"
    plugin.mkdir(parents=True)
    compiler = next(filter(None, map(shutil.which, ("cc", "clang", "gcc"))), None) or sys.exit("a C compiler is needed")
    subprocess.run([compiler, "-O2", "-o", plugin / "clocked", Path(__file__).with_name("provider.c")], check=True)
    (plugin / "plugin.yaml").write_text(
        "name: clocked\nversion: 1.0.0\ndescription: says when\nkinds: [provider]\n"
        f"command: [./clocked, {LOG}]\nprotocol: jsonrpc\n")
    subprocess.run([MANENT, "init", "long"], env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)
    fill(BASE / "workspaces/long", MESSAGES)
    # What is sent has to be chosen: two messages from long ago, and as many of the newest as there is room for.
    for command in (["config", "set", "chat.tokens", "4000"], ["config", "set", "chat.window", "100"],
                    ["pin", "long", "1", str(MESSAGES // 2)]):
        subprocess.run([MANENT, "-w", "long"] + command, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)
    # The first command reads the chat into the catalog; the next ones are those that are measured.
    for _ in range(3):
        subprocess.run(CHAT + ["What is attention?"], env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    print(f"A chat of {MESSAGES:,} messages, {TURNS} turns each way.")

    once = []
    for _ in range(TURNS):
        before, start = len(got()), time.clock_gettime_ns(time.CLOCK_MONOTONIC)
        subprocess.run(CHAT + ["What is attention?"], env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        once.append((got()[before] - start) / 1e6)
    report("One-shot, from the start of the program to the request", once, 40)

    terminal, running = Terminal(), []
    for number in range(TURNS):
        before, start = len(got()), terminal.enter(f"What is attention, part {number}?")
        terminal.settle()
        running.append((got()[before] - start) / 1e6)
    report("In the prompt, from Enter to the request (the first, which starts the provider, left out)", running[1:], 15)

    used, start = terminal.seconds(), terminal.enter(f"stream {PIECES}")
    terminal.settle()
    elapsed = (time.clock_gettime_ns(time.CLOCK_MONOTONIC) - start) / 1e9
    used = terminal.seconds() - used
    sent = {int(number): int(moment) for number, moment in re.findall(r"sent (\d+) (\d+)", LOG.read_text())}
    report(f"{PIECES} pieces, 1,000 a second, from the provider to the terminal",
           [(terminal.seen[number] - moment) / 1e6 for number, moment in sent.items()], 2)
    print(f"Meanwhile {100 * used / elapsed:.1f} % of a core (wanted: 10 %)")
finally:
    shutil.rmtree(BASE, ignore_errors=True)
