#!/usr/bin/env python3
"""What measure.py asks of others: peer.py NAME-make FOLDER …, then peer.py NAME-ask FOLDER … in a new process.

Vectors are of a seeded generator, 384 numbers each, as the small models for sentences make them: how long a search takes
depends on how many there are. The settings are those that each one's own introduction shows.
"""

import os
import sys

SIZE = 384


def vectors(count):
    import numpy

    made = numpy.random.default_rng(5).standard_normal((count, SIZE), dtype=numpy.float32)
    made /= numpy.linalg.norm(made, axis=1, keepdims=True)
    return made


def fts5_make(folder, notes):
    import sqlite3

    database = sqlite3.connect(os.path.join(folder, "fts5.db"))
    database.execute("CREATE VIRTUAL TABLE passages USING fts5(body, tokenize='porter unicode61')")
    for place, folders, files in os.walk(notes):
        folders.sort()
        for name in sorted(files):
            with open(os.path.join(place, name), encoding="utf-8") as file:
                parts = file.read().split("\n\n")
            # About as much in a row as in a passage.
            joined, row = [], ""
            for part in parts:
                row += part + "\n\n"
                if len(row) > 700:
                    joined.append((row,))
                    row = ""
            database.executemany("INSERT INTO passages(body) VALUES(?)", joined + ([(row,)] if row else []))
    database.commit()


def fts5_ask(folder, question):
    import sqlite3

    database = sqlite3.connect(os.path.join(folder, "fts5.db"))
    words = " OR ".join(f'"{word}"' for word in question.split())
    print(len(database.execute(
        "SELECT rowid, body FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT 10", (words,)).fetchall()))


def faiss_make(folder, count):
    import faiss

    index = faiss.IndexFlatIP(SIZE)
    index.add(vectors(int(count)))
    faiss.write_index(index, os.path.join(folder, "index"))


def faiss_ask(folder, _):
    import faiss

    index = faiss.read_index(os.path.join(folder, "index"), faiss.IO_FLAG_MMAP)
    print(index.search(vectors(1), 10)[1])


def hnswlib_make(folder, count):
    import hnswlib

    index = hnswlib.Index(space="cosine", dim=SIZE)
    index.init_index(max_elements=int(count), ef_construction=200, M=16)
    index.add_items(vectors(int(count)))
    index.save_index(os.path.join(folder, "index"))


def hnswlib_ask(folder, count):
    import hnswlib

    index = hnswlib.Index(space="cosine", dim=SIZE)
    index.load_index(os.path.join(folder, "index"), max_elements=int(count))
    index.set_ef(50)
    print(index.knn_query(vectors(1), k=10))


def usearch_make(folder, count):
    import numpy
    from usearch.index import Index

    index = Index(ndim=SIZE, metric="cos")
    index.add(numpy.arange(int(count)), vectors(int(count)))
    index.save(os.path.join(folder, "index"))


def usearch_ask(folder, _):
    from usearch.index import Index

    print(Index.restore(os.path.join(folder, "index"), view=True).search(vectors(1)[0], 10).keys)


def sqlite_vec_open(folder):
    import sqlite3

    import sqlite_vec

    database = sqlite3.connect(os.path.join(folder, "vectors.db"))
    database.enable_load_extension(True)
    sqlite_vec.load(database)
    return database


def sqlite_vec_make(folder, count):
    database = sqlite_vec_open(folder)
    database.execute(f"CREATE VIRTUAL TABLE items USING vec0(embedding float[{SIZE}])")
    database.executemany(
        "INSERT INTO items(rowid, embedding) VALUES(?, ?)",
        ((row, vector.tobytes()) for row, vector in enumerate(vectors(int(count)))))
    database.commit()


def sqlite_vec_ask(folder, _):
    database = sqlite_vec_open(folder)
    print(database.execute(
        "SELECT rowid, distance FROM items WHERE embedding MATCH ? ORDER BY distance LIMIT 10",
        (vectors(1)[0].tobytes(),)).fetchall())


def chromadb_make(folder, count):
    import chromadb

    collection = chromadb.PersistentClient(folder).create_collection("items")
    made = vectors(int(count))
    for start in range(0, int(count), 5000):
        part = made[start : start + 5000]
        collection.add(ids=[str(start + row) for row in range(len(part))], embeddings=part)


def chromadb_ask(folder, _):
    import chromadb

    collection = chromadb.PersistentClient(folder).get_collection("items")
    print(collection.query(query_embeddings=vectors(1), n_results=10)["ids"])


if __name__ == "__main__":
    globals()[sys.argv[1].replace("-", "_")](*sys.argv[2:])
