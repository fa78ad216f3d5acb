import pytest

from kg.text.inflect import verb_forms


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("build", {"build", "builds", "built", "building"}),
        ("rebuild", {"rebuild", "rebuilds", "rebuilt", "rebuilding"}),
        ("issue", {"issue", "issues", "issued", "issuing"}),
        ("plan", {"plan", "plans", "planned", "planning"}),
        ("supply", {"supply", "supplies", "supplied", "supplying"}),
        ("put into operation", {"put into operation", "puts into operation", "putting into operation"}),
        ("open", {"open", "opens", "opened", "opening"}),
        ("cancel", {"cancel", "cancels", "canceled", "cancelled", "canceling", "cancelling"}),
        ("refit", {"refit", "refits", "refitted", "refitting"}),
        ("unveil", {"unveil", "unveils", "unveiled", "unveiling"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("launch", {"launch", "launches", "launched", "launching"}),
    ],
)
def test_forms(base: str, forms: set[str]) -> None:
    assert set(verb_forms(base)) == forms
    assert verb_forms(base)[0] == base
