#!/usr/bin/env python3
"""Fits the weights by which an answer is told from none, on several collections at once.

    swift run -c release retrieval-benchmark --evidence DATA_FOLDER > evidence.jsonl
    Tests/Benchmarks/answer-evidence/fit.py evidence.jsonl

A logistic regression with a slight pull to 0. Each collection counts the same, however many questions it has; XQuAD's
answers count three times, since its questions are long and its paragraphs few. Each fold (a folder of documents, articles)
is left out once and judged by the weights of the others. Prints the weights and, a fold a line, how many answers and how
many questions without one are refused, given (by the weights of all) and left out. Standard library only.
"""
import collections, json, math, sys

NAMES = ['unit', 'passage', 'length', 'margin', 'begins', 'numberless']
PULL, THRESHOLD = 1.0, -1.2


def solve(matrix, vector):
    """Gauss's elimination with pivots."""
    rows = [line[:] + [value] for line, value in zip(matrix, vector)]
    for column in range(len(rows)):
        pivot = max(range(column, len(rows)), key=lambda line: abs(rows[line][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for line in range(len(rows)):
            if line != column:
                factor = rows[line][column] / rows[column][column]
                rows[line] = [a - factor * b for a, b in zip(rows[line], rows[column])]
    return [line[-1] / line[column] for column, line in enumerate(rows)]


def value(weights, row):
    return sum(w * x for w, x in zip(weights, row['evidence'])) + weights[-1]


def fit(rows):
    """Newton's method; the last weight is the intercept."""
    counts = collections.Counter(row['collection'] for row in rows)
    weights = [0.0] * (len(NAMES) + 1)
    for _ in range(30):
        gradient = [-PULL * w for w in weights[:-1]] + [0.0]
        curvature = [[PULL * (i == j and i < len(NAMES)) for j in range(len(weights))] for i in range(len(weights))]
        for row in rows:
            share = 100 / counts[row['collection']] * (3 if row['collection'] == 'xquad' else 1)
            x = row['evidence'] + [1.0]
            likely = 1 / (1 + math.exp(-value(weights, row)))
            for i, a in enumerate(x):
                gradient[i] += share * (row['answers'] - likely) * a
                for j, b in enumerate(x):
                    curvature[i][j] += share * likely * (1 - likely) * a * b
        step = solve(curvature, gradient)
        weights = [w + s for w, s in zip(weights, step)]
        if max(map(abs, step)) < 1e-6:
            break
    return weights


def refused(rows, weights, answers):
    """How many are refused, of how many."""
    of_kind = [row for row in rows if row['answers'] == answers]
    return [sum(value(weights, row) < THRESHOLD for row in of_kind), len(of_kind)]


def cell(counts):
    return f'{100 * counts[0] / counts[1]:.1f} % of {counts[1]}' if counts[1] else '–'


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        rows = [json.loads(line) for line in file]
    weights = fit(rows)
    print('weights:', ', '.join(f'{name} {w:.2f}' for name, w in zip(NAMES + ['intercept'], weights)))
    print('\n| fold | answers refused: given | left out | no answer, refused: given | left out |\n| --- | ---: | ---: | ---: | ---: |')
    folds = sorted({row['fold'] for row in rows})
    total = [[0, 0] for _ in range(4)]
    for fold in folds:
        inside = [row for row in rows if row['fold'] == fold]
        others = fit([row for row in rows if row['fold'] != fold])
        cells = [refused(inside, w, kind) for kind in (True, False) for w in (weights, others)]
        total = [[a + c, b + d] for (a, b), (c, d) in zip(total, cells)]
        print(f'| {fold} |', ' | '.join(map(cell, cells)), '|')
    print('| all |', ' | '.join(map(cell, total)), '|')
    print()
    for kept in ('everyday', 'xquad'):
        other = fit([row for row in rows if row['collection'].startswith(kept)])
        print(f'learned from {kept} alone:', ', '.join(f'{name} {w:.2f}' for name, w in zip(NAMES + ['intercept'], other)))
    for name in sorted({row['collection'] for row in rows}):
        inside = [row for row in rows if row['collection'] == name]
        print(f'{name}: refused {100 * sum(value(weights, row) < THRESHOLD for row in inside) / len(inside):.1f} % of {len(inside)}')


if __name__ == '__main__':
    main()
