"""Fit the weights of `ontology/lexicon/votes.ttl` to gold: who owns a number, given what speaks for each candidate.

A conditional logit over the candidates of each number (kg/extract/measures/subject.py), every document with the same
say by the square root of its numbers, weights held small. Run from the checkout:

    python tools/fit_votes.py GOLD_DIR ...            # writes the file
    python tools/fit_votes.py --check GOLD_DIR ...    # prints how often the right owner is found in documents left out
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from kg.evaluate.align import align
from kg.evaluate.documents import article_of, read_documents
from kg.extract import measures
from kg.extract.english import EnglishExtractor
from kg.extract.measures.subject import ABSTAIN, Ballots, ballots, elected
from kg.facts import to_facts
from kg.load import load_article

OUT = Path(__file__).resolve().parent.parent / "ontology" / "lexicon" / "votes.ttl"
# A vote needs so many documents; the penalty on large weights; what is rounded away.
DOCUMENTS, PENALTY, STEP = 5, 2.0, 0.1
FOLDS = 10


@dataclass(frozen=True)
class Case:
    """One number of a gold document: the ballots of its candidates, and who owns it (none: nobody should)."""

    document: str
    ballots: Ballots
    owners: frozenset[str]


def cases(folders: Sequence[Path]) -> list[Case]:
    """Return the numbers of gold documents whose kind the extractor sees and whose owner it knows."""
    extractor = EnglishExtractor.load()
    out: list[Case] = []
    for folder in folders:
        for stem, gold in read_documents(folder).items():
            path = article_of(folder, stem)
            if path is not None and gold.get("language", "en") == "en":
                out += _cases_of(f"{folder.name}/{stem}", gold, path, extractor)
    return out


def _cases_of(name, gold, path, extractor):
    document, record = extractor.read(load_article(path))
    aligned = align(gold, to_facts(record))
    seen = []

    def watch(quantity, verdict, stage, words, source):
        seen.append((quantity, verdict, ballots(quantity, verdict, stage, words, source)))
        return elected(seen[-1][2], {}, 0.0)

    measures.find(document, record.entities, record.claims, extractor.lexicon, watch)
    out = []
    for quantity, verdict, cast in seen:
        value = [n for n in gold["numbers"] if _same(n["value"], quantity.number.value)]
        fitting = [n for n in value if n["kind"] == verdict.kind or verdict.kind == "capacity"]
        near = [n for n in fitting if _covers(document.text, n["evidence"], quantity.start)] or fitting
        owners = frozenset(aligned[n["subject"]] for n in near if n["subject"] in aligned)
        wrong_kind, unknown = value and not near, near and not owners
        if not (wrong_kind or unknown or (near and all(n.get("optional") for n in near))):
            out.append(Case(name, cast, owners))
    return out


def _same(a, b):
    return abs(float(a) - float(b)) <= abs(float(a)) / 1000


def _covers(text, evidence, position):
    return any(text.startswith(evidence, i) for i in range(max(0, position - len(evidence)), position + 3))


def fit(rows: Sequence[Case]) -> dict[str, float]:
    """Return the weight of each vote that enough documents have."""
    documents = defaultdict(set)
    for row in rows:
        for votes in row.ballots.values():
            for vote in votes:
                documents[vote].add(row.document)
    names = [*sorted(v for v, d in documents.items() if len(d) >= DOCUMENTS), ABSTAIN]
    column = {name: i for i, name in enumerate(names)}
    group, right, lines, columns = [], [], [], []
    for number, row in enumerate(rows):
        for key, votes in (*sorted(row.ballots.items()), ("", frozenset({ABSTAIN}))):
            for vote in votes & column.keys():
                lines.append(len(group))
                columns.append(column[vote])
            group.append(number)
            right.append(float(key in row.owners if key else not row.owners))
    table = csr_matrix((np.ones(len(lines)), (lines, columns)), shape=(len(group), len(names)))
    group, right = np.array(group), np.array(right)
    sizes = Counter(row.document for row in rows)
    say = np.array([float(sizes[row.document]) ** -0.5 for row in rows])
    say *= len(rows) / say.sum()

    def loss(weights):
        scores = table @ weights
        top = np.full(len(rows), -np.inf)
        np.maximum.at(top, group, scores)
        shares = np.exp(scores - top[group])
        shares /= np.bincount(group, shares)[group]
        told = np.bincount(group, shares * right) + 1e-12
        slope = table.T @ (say[group] * (shares - shares * right / told[group])) + PENALTY * weights
        return -(say * np.log(told)).sum() + PENALTY / 2 * (weights @ weights), slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {name: round(round(w / STEP) * STEP, 1) for name, w in zip(names, found.x, strict=True)}


def check(rows: Sequence[Case]) -> None:
    """Print how often the owner is right in documents that the weights were not fitted to, by folder."""
    names = sorted({row.document for row in rows})
    order = [names[i] for i in np.random.default_rng(0).permutation(len(names))]
    told = Counter()
    for fold in range(FOLDS):
        left_out = set(order[fold::FOLDS])
        weights = fit([row for row in rows if row.document not in left_out])
        for row in rows:
            if row.document in left_out:
                choice = elected(row.ballots, weights)
                good = choice.entity in row.owners if choice else not row.owners
                told[row.document.split("/")[0], "right" if good else "wrong" if choice else "left out"] += 1
    for (folder, result), count in sorted(told.items()):
        print(f"{folder:<10} {result:<10} {count:>5}")


def write(weights: dict[str, float]) -> None:
    """Write the weights as frames of the lexicon, the heaviest first."""
    rows = defaultdict(list)
    for vote, weight in weights.items():
        if weight:
            rows[weight].append(vote)
    lines = [
        "@prefix lex: <https://w3id.org/kg-policy/lexicon#> .",
        "@prefix : <https://w3id.org/kg-policy/lexicon/votes/> .",
        "",
        "# Who owns a number: the weight of each vote for a candidate (see kg/extract/measures/subject.py).",
        "# Made by tools/fit_votes.py from gold; do not edit by hand.",
    ]
    for weight in sorted(rows, reverse=True):
        name = f"{'plus' if weight > 0 else 'minus'}-{abs(weight):.1f}".replace(".", "-")
        phrases = " , ".join(f'"{vote}"' for vote in sorted(rows[weight]))
        lines += [
            "",
            f':{name} a lex:Frame ; lex:role "vote" ; lex:kind "{weight:.1f}" ;',
            f"    lex:phrase {phrases} .",
        ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Fit to the folders named on the command line."""
    folders = [Path(a) for a in sys.argv[1:] if a != "--check"]
    if not folders:
        sys.exit("usage: python tools/fit_votes.py [--check] GOLD_DIR ...")
    rows = cases(folders)
    if "--check" in sys.argv:
        check(rows)
    else:
        write(fit(rows))


if __name__ == "__main__":
    main()
