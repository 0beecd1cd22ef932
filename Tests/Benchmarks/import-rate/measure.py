"""Prints how long a turn takes that is imported, and one that llm logs; called by the script `run` beside it."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import llm
import sqlite_utils
from llm.migrations import migrate

CONVERSATIONS = 10_000
LOGGED = 1_000
TURNS = 2
TEXT = "Attention weighs every word by how much it matters to every other word, and that is all. " * 6


def text(conversation, turn, role):
    return f"{conversation}.{turn} {role} {TEXT}"[:500]


class Echo(llm.Model):
    """A model that answers at once, so that only the logging is left to be measured."""

    model_id = "echo"
    answer = ""

    def execute(self, prompt, stream, response, conversation):
        return [self.answer]


def log(folder):
    """Lets llm log conversations turn by turn; gives seconds of time and of processor for its writer alone."""
    database = sqlite_utils.Database(folder / "logs.db")
    migrate(database)
    model = Echo()
    elapsed = processor = 0.0
    for number in range(LOGGED):
        conversation = llm.Conversation(model=model)
        for turn in range(TURNS):
            model.answer = text(number, turn, "assistant")
            response = conversation.prompt(text(number, turn, "user"))
            response.text()
            began, worked = time.perf_counter(), time.process_time()
            response.log_to_db(database)
            elapsed += time.perf_counter() - began
            processor += time.process_time() - worked
    return elapsed, processor


def take_in(manent, folder):
    """Imports conversations of the same size; gives seconds of time and of processor for the whole command."""
    source = folder / "conversations.jsonl"
    with source.open("w") as file:
        for number in range(CONVERSATIONS):
            messages = [
                {"role": role, "content": text(number, turn, role)}
                for turn in range(TURNS) for role in ("user", "assistant")
            ]
            file.write(json.dumps({"id": f"made-up-{number}", "messages": messages}) + "\n")
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "MANENT_HOME": str(folder / "workspaces"), "LANG": "C.UTF-8",
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "Benchmark", "GIT_AUTHOR_EMAIL": "benchmark@example.org",
        "GIT_COMMITTER_NAME": "Benchmark", "GIT_COMMITTER_EMAIL": "benchmark@example.org",
    }

    def run(*arguments):
        return subprocess.run([manent, *arguments], env=environment, check=True, capture_output=True).stdout

    run("init", "work")
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    report = json.loads(run("-w", "work", "import", str(source), "--json"))
    elapsed, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    assert report["added"] == CONVERSATIONS and report["messages"] == CONVERSATIONS * TURNS * 2, report
    return elapsed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        logged, imported = log(folder), take_in(sys.argv[1], folder)
    rows = [
        (f"`llm` logs {LOGGED:,} conversations", logged, LOGGED * TURNS),
        (f"`manent import` of {CONVERSATIONS:,} conversations", imported, CONVERSATIONS * TURNS),
    ]
    print(f"| {TURNS} turns of 1 KB each | a turn | of processor | all |\n| --- | ---: | ---: | ---: |")
    for title, (elapsed, processor), turns in rows:
        print(f"| {title} | {elapsed / turns * 1000:.3f} ms | {processor / turns * 1000:.3f} ms | {elapsed:.2f} s |")
    slow, fast = logged[0] / LOGGED, imported[0] / CONVERSATIONS
    print(f"\nan imported turn takes 1/{slow / fast:.0f} of the time of one that is logged")


main()
