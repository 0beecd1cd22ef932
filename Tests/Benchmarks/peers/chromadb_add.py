"""Adds FOLDER/vectors.jsonl to a new collection of chromadb, in one call ("all") or in one per file ("each").

Prints how many milliseconds adding took, and how many the reading of the vectors, which is not the peer's work.
"""

import itertools
import json
import sys
import tempfile
import time
from pathlib import Path

import chromadb

folder, mode = Path(sys.argv[1]), sys.argv[2]
begun = time.perf_counter()
passages = [json.loads(line) for line in (folder / "vectors.jsonl").read_text(encoding="utf-8").splitlines()]
if mode == "all":
    batches = [passages]
else:
    batches = [list(group) for _, group in itertools.groupby(passages, key=lambda passage: passage["document"])]
reading = time.perf_counter() - begun

with tempfile.TemporaryDirectory(dir=folder) as store:
    collection = chromadb.PersistentClient(path=store).create_collection("abstracts")
    start = time.perf_counter()
    for batch in batches:
        collection.add(
            ids=[passage["id"] for passage in batch], embeddings=[passage["vector"] for passage in batch],
            documents=[passage["text"] for passage in batch])
    print((time.perf_counter() - start) * 1000, reading * 1000)
