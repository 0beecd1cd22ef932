"""Prints a Markdown table of times; called by the script `run` beside it."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPETITIONS = 40
TURNS = 1000


class Machine:
    """A home of its own for every program, so that neither settings nor data of the user's matter."""

    def __init__(self, folder, build, venv):
        self.folder, self.build, self.venv = folder, build, venv
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "MANENT_HOME": str(folder / "workspaces"),
            "LANG": "C.UTF-8", "ANONYMIZED_TELEMETRY": "False",
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "Benchmark", "GIT_AUTHOR_EMAIL": "benchmark@example.org",
            "GIT_COMMITTER_NAME": "Benchmark", "GIT_COMMITTER_EMAIL": "benchmark@example.org",
        }

    def run(self, *command, output=subprocess.DEVNULL):
        """Runs a program to its end; gives milliseconds from start to exit and what it printed."""
        start = time.perf_counter()
        done = subprocess.run(
            [str(part) for part in command], env=self.environment, stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.PIPE, cwd=self.folder)
        elapsed = (time.perf_counter() - start) * 1000
        if done.returncode != 0:
            sys.exit(f"{command[0]} failed: {done.stderr.decode()}")
        return elapsed, done.stdout

    def manent(self, *arguments, **options):
        return self.run(self.build / "manent", *arguments, **options)

    def template(self):
        """The folder of a workspace template without documents."""
        folder = self.folder / "template"
        folder.mkdir(exist_ok=True)
        (folder / "workspace.yaml").write_text("manent: 1\nname: template\n")
        return folder


def lines(file):
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def in_turn(*actions):
    """The medians of several actions' times, taken in turn so that what else the machine does hits all alike."""
    times = [[action(number) for action in actions] for number in range(REPETITIONS)]
    return [statistics.median(column) for column in zip(*times)]


def row(name, value, note=""):
    print(f"| {name} | {value} | {note} |", flush=True)


def how_often(count):
    return "once" if count == 1 else f"median of {count}"


def milliseconds(value):
    return f"{value:.1f} ms" if value < 100 else f"{value:,.0f} ms"


def measure_adding(machine, data):
    """Adds the abstracts to a new workspace, and the same passages and vectors to chromadb."""
    source = machine.folder / "abstracts"
    source.mkdir()
    abstracts = [line for line in lines(data / "cranfield/documents.jsonl") if line["text"]]
    for abstract in abstracts:
        (source / f"{abstract['id']}.txt").write_text(abstract["text"], encoding="utf-8")
    times = []
    for number in range(5):
        machine.manent("init", f"cranfield-{number}", "--template", machine.template())
        times.append(machine.manent("-w", f"cranfield-{number}", "add", source)[0])
    whole = statistics.median(times)
    row(f"`manent add` of a folder of {len(abstracts):,} files, in a new process", milliseconds(whole),
        "median of 5; reads, splits, embeds, commits")

    floor = statistics.median(commit_with_git(machine, source, number) for number in range(5))
    row("a floor: `git add` and `git commit` of copies of these files", milliseconds(floor),
        f"median of 5; texts only, no index; `manent add` takes {whole / floor:.1f} × as long")

    workspace = machine.folder / "workspaces" / "cranfield-0"
    _, vectors = machine.run(machine.build / "passage-vectors", workspace, output=subprocess.PIPE)
    (machine.folder / "vectors.jsonl").write_bytes(vectors)
    for mode, name, count in [
        ("all", "one `collection.add` for all passages", 3), ("each", "a `collection.add` per file", 1)]:
        times = [add_to_chromadb(machine, mode) for _ in range(count)]
        call, process = (statistics.median(column) for column in zip(*times))
        row(f"chromadb, {name}, texts and vectors given: the calls alone", milliseconds(call),
            f"{call / whole:.1f} × `manent add`; {how_often(count)}")
        row("the same, in a new process", milliseconds(process),
            f"{process / whole:.1f} × `manent add`; without the time to read the vectors")

    (source / "new.txt").write_text("the drag of a slender wing in hypersonic flow .\n", encoding="utf-8")
    again = machine.manent("-w", "cranfield-0", "add", source)[0]
    row("`manent add` of the same folder with one more file", milliseconds(again), "once")


def commit_with_git(machine, source, number):
    """The milliseconds that git takes for a first commit of a folder's files, copied before."""
    repository = machine.folder / f"floor-{number}"
    shutil.copytree(source, repository / "abstracts")
    machine.run("git", "init", "--quiet", repository)
    return sum(machine.run("git", "-C", repository, *command)[0] for command in [
        ("add", "--all"), ("commit", "--quiet", "--message", "add")])


def add_to_chromadb(machine, mode):
    """The milliseconds of the calls, and of the process without its reading of the vectors."""
    script = Path(__file__).with_name("chromadb_add.py")
    process, printed = machine.run(
        machine.venv / "bin/python", script, machine.folder, mode, output=subprocess.PIPE)
    call, reading = (float(number) for number in printed.split())
    return call, process - reading


def measure_asking(machine, data):
    questions = [line["question"] for line in lines(data / "cranfield/questions.jsonl")]

    def ask(*options):
        return lambda number: machine.manent("-w", "cranfield-0", "chat", *options, questions[number])[0]

    asked, unkept, llm = in_turn(ask(), ask("--no-log"), lambda _: machine.run(machine.venv / "bin/llm", "--version")[0])
    note = f"median of {REPETITIONS}, taken in turn"
    row("a question, answered, kept and committed, in a new process", milliseconds(asked), note)
    row("the same with `--no-log`", milliseconds(unkept), note)
    row("`llm --version`", milliseconds(llm), f"{note}; {llm / asked:.1f} × a question")
    own, git = in_turn(
        lambda _: machine.manent("--version")[0], lambda _: machine.run("git", "--version")[0])
    row("`manent --version`", milliseconds(own), f"{note}; {own / git:.1f} × git's")
    row("`git --version`", milliseconds(git), note)


def measure_turns(machine, data):
    machine.manent("init", "turns")
    questions = [line["question"] for line in lines(data / "xquad/en.questions.jsonl")]
    times = [machine.manent("-w", "turns", "chat", questions[number % len(questions)])[0] for number in range(TURNS)]
    tenth, last = statistics.median(times[5:15]), statistics.median(times[-10:])
    row(f"the tenth of {TURNS:,} turns in one chat, each in a new process", milliseconds(tenth), "median of the 6th to 15th")
    row("the last of them", milliseconds(last), f"median of the last 10; {last / tenth:.2f} × the tenth")

    workspace = machine.folder / "workspaces" / "turns"
    def git(*arguments):
        return machine.run("git", "-C", workspace, *arguments, output=subprocess.PIPE)[1].decode().strip()
    messages = 0
    for part in sorted(workspace.glob("chats/**/*.jsonl")):
        messages += len(lines(part))
    row("commits, messages", f"{git('rev-list', '--count', 'HEAD')}, {messages:,}", "the first commit is the workspace's own")
    silent = git("fsck", "--strict") == "" and git("status", "--porcelain") == ""
    row("`git fsck --strict` and `git status`", "clean" if silent else "not clean")


def main():
    data, build, venv = (Path(argument) for argument in sys.argv[1:4])
    with tempfile.TemporaryDirectory(prefix="manent-peers-") as folder:
        machine = Machine(Path(folder), build, venv.absolute())
        print("| what | time | |\n| --- | ---: | --- |")
        measure_adding(machine, data)
        measure_asking(machine, data)
        measure_turns(machine, data)


main()
