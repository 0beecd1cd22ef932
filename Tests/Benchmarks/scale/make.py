#!/usr/bin/env python3
"""Makes many documents, or many chats, with words as frequent as they are in real texts.

make.py documents DATA_FOLDER TARGET COUNT   COUNT small files below TARGET, about seven passages each
make.py chats DATA_FOLDER FILE BYTES         chats for `manent import`, a JSON Lines file of about BYTES

The words are those of the texts in DATA_FOLDER (see ../README.md), the most frequent first, then made ones of their
halves; the word of rank r is drawn with the probability of 1 / (r + 2.7) (Zipf and Mandelbrot). The same arguments give
the same files. `questions.json` beside the documents holds questions of rare words and of common ones.
"""

import json
import os
import random
import re
import sys

WORDS = 200_000
TABLE = 1 << 22


def texts(data):
    """All English texts of the data folder."""
    for name in ("xquad/en.paragraphs.jsonl", "cranfield/documents.jsonl"):
        path = os.path.join(data, name)
        if os.path.exists(path):
            with open(path, encoding="utf-8") as lines:
                for line in lines:
                    yield json.loads(line)["text"]
    for folder, folders, files in os.walk(os.path.join(data, "everyday", "documents")):
        folders.sort()
        for name in sorted(files):
            with open(os.path.join(folder, name), encoding="utf-8", errors="ignore") as file:
                yield file.read()


def vocabulary(data):
    """Words by rank: those of real texts, then made ones."""
    counts = {}
    for text in texts(data):
        for word in re.findall(r"[a-z]{1,20}", text.lower()):
            counts[word] = counts.get(word, 0) + 1
    if not counts:
        sys.exit("make.py: no texts in " + data)
    words = sorted(counts, key=lambda word: (-counts[word], word))
    known = set(words)
    maker = random.Random(7)
    beginnings = sorted({word[: (len(word) + 1) // 2] for word in words if len(word) > 4})
    endings = sorted({word[(len(word) + 1) // 2 :] for word in words if len(word) > 4})
    while len(words) < WORDS:
        word = maker.choice(beginnings) + maker.choice(endings)
        if word not in known:
            known.add(word)
            words.append(word)
    return words


def drawing_table(words):
    """A list in which each word stands as often as it is to be drawn."""
    weights = [1 / (rank + 2.7) for rank in range(len(words))]
    share = TABLE / sum(weights)
    table, owed = [], 0.0
    for word, weight in zip(words, weights):
        owed += weight * share
        count = int(owed)
        owed -= count
        table.extend([word] * count)
    return table


class Writer:
    """Sentences and paragraphs of drawn words."""

    def __init__(self, data, seed):
        self.words = vocabulary(data)
        self.table = drawing_table(self.words)
        self.random = random.Random(seed)

    def paragraph(self, sentences):
        parts = []
        for _ in range(sentences):
            drawn = self.random.choices(self.table, k=self.random.randint(7, 22))
            parts.append(" ".join(drawn).capitalize() + ".")
        return " ".join(parts)

    def title(self):
        return " ".join(self.random.choices(self.words[200:8000], k=3)).capitalize()


def documents(data, target, count):
    writer = Writer(data, 11)
    draw = writer.random
    rare = []
    for number in range(count):
        folder = os.path.join(target, f"{number // 25_000:02}", f"{number // 250 % 100:02}")
        if number % 250 == 0:
            os.makedirs(folder, exist_ok=True)
        parts = [f"# {writer.title()}"]
        for section in range(draw.randint(3, 5)):
            parts.append(f"## {writer.title()}")
            parts += [writer.paragraph(draw.randint(4, 8)) for _ in range(draw.randint(2, 4))]
        text = "\n\n".join(parts) + "\n"
        with open(os.path.join(folder, f"note-{number:06}.md"), "w", encoding="utf-8") as file:
            file.write(text)
        if number % (count // 20) == count // 40:
            rare.append(text)
    ranks = {word: rank for rank, word in enumerate(writer.words)}
    questions = {"rare": [], "common": []}
    for text in rare:
        words = re.findall(r"[a-z]+", text.split("\n\n")[2].lower())
        words.sort(key=lambda word: -ranks.get(word, 0))
        questions["rare"].append(" ".join(words[:3]))
        questions["common"].append(" ".join(draw.choices(writer.words[150:500], k=4)))
    with open(os.path.join(os.path.dirname(os.path.abspath(target)), "questions.json"), "w") as file:
        json.dump(questions, file, indent=1)


def chats(data, path, size):
    writer = Writer(data, 13)
    draw = writer.random
    written, number = 0, 0
    with open(path, "w", encoding="utf-8") as file:
        while written < size:
            number += 1
            day = f"20{20 + number % 6}-{1 + number % 12:02}-{1 + number % 28:02}T{number % 24:02}"
            messages = []
            for turn in range(draw.randint(2, 60)):
                for role, sentences in (("user", 1), ("assistant", draw.randint(3, 20))):
                    at = f"{day}:{turn // 2:02}:{turn % 2 * 30 + (role == 'assistant') * 9:02}.{number % 1000:03}Z"
                    messages.append({"role": role, "content": writer.paragraph(sentences), "created_at": at})
            chat = {"id": f"chat-{number:08}", "title": writer.title(), "created_at": messages[0]["created_at"],
                    "messages": messages}
            line = json.dumps(chat, ensure_ascii=False) + "\n"
            file.write(line)
            written += len(line)


if __name__ == "__main__":
    if len(sys.argv) != 5 or sys.argv[1] not in ("documents", "chats"):
        sys.exit(__doc__)
    {"documents": documents, "chats": chats}[sys.argv[1]](sys.argv[2], sys.argv[3], int(sys.argv[4]))
