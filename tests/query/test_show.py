"""An entity's page."""

import pyoxigraph as ox
import pytest

from kg import iri
from kg.errors import UsageError
from kg.model import Article, Record
from kg.pipeline import quads_of
from kg.query import show


def test_a_plan_shows_every_fact_with_its_quotes(store: ox.Store) -> None:
    page = show(store, "Action plan for digitalisation in Beijing's manufacturing sector", width=400)
    lines = page.splitlines()
    assert lines[:3] == [
        "Action plan for digitalisation in Beijing's manufacturing sector (Plan)",
        "  also: 北京市制造业数字化转型行动计划",
        "  identifier: plan/beijing-digital-manufacturing-2024-2026",
    ]
    head = "issued by: Beijing Municipal Bureau of Economy and Information Technology"
    start = lines.index(f"{head} (3 articles, 2 independent sources, 2024-03-04 to 2025-01-15)")
    assert [line.split("”")[0].strip() for line in lines[start + 1 : start + 4]] == [
        "“has issued an action plan for digitalisation in the city's manufacturing sector",
        "“The Beijing bureau has issued an action plan for digitalisation",
        "“Beijing's economy and information technology bureau released the digitalisation action plan",
    ]
    assert "target: 100 smart factories and digital workshops, 2024 to 2026" in lines
    assert "observation: 40 smart factories and digital workshops, by 2024" in lines
    assert any("(Example Herald, 2025-01-15; according to Beijing Municipal Bureau" in line for line in lines)
    assert "Tianjin" not in page


def test_a_copy_is_no_other_source(store: ox.Store) -> None:
    page = show(store, "Saxony semiconductor strategy", width=400)
    assert "issued by: Saxon Ministry of Economy (2 articles, one independent source, 2024-09-13 to 2024-09-14)" in page
    assert "applies to: Saxony\n" in page


def test_both_sides_of_a_relation(store: ox.Store) -> None:
    page = show(store, "北京", width=400)
    assert page.startswith("Beijing (City)\n  also: 北京; Peking\n")
    assert "has plan: Action plan for digitalisation" in page
    assert "\npart of: China\n" in page
    assert "location of: Xiaomi second phone factory" in page


def test_a_thing_that_is_only_named(store: ox.Store) -> None:
    assert "No facts: it is only mentioned." in show(store, "https://w3id.org/kg-policy/id/city/us/linden")


def test_lines_fit(store: ox.Store) -> None:
    page = show(store, "Xiaomi", width=72)
    assert all(len(line) <= 72 or " " not in line.strip() for line in page.splitlines())


def test_unknown(store: ox.Store) -> None:
    with pytest.raises(UsageError, match=r"no entity is called 'Xiaomy' \(did you mean 'Xiaomi'"):
        show(store, "Xiaomy")


def article_page(**told: str) -> str:
    article = Article(
        "https://example.org/plan", "plan.html", "A plan.", (), "en", url="https://example.org/plan?x=1", **told
    )  # type: ignore[arg-type]
    graph = ox.Store()
    graph.extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads_of(Record(article, "kg-en 1")))
    pages = {show(graph, name) for name in ("plan.html", "https://example.org/plan?x=1", iri.article(article.id))}
    assert len(pages) == 1
    return pages.pop()


def test_an_article_shows_its_date_and_how_sure_it_is() -> None:
    page = article_page(title="Plan", published="2024-04-03", published_from="address", date_certainty="derived")
    assert page.startswith("Plan (article)\n  address: https://example.org/plan?x=1\n  language: en\n")
    assert "  published: 2024-04-03 (derived, address)\n" in page
    assert page.endswith("\n\nNo facts.\n")


def test_an_article_says_why_it_has_no_date() -> None:
    unclear = article_page(published_from="byline", date_certainty="ambiguous", date_words="03/04/2024")
    assert "published: none, since day and month cannot be told apart (byline: 03/04/2024)" in unclear
    ahead = article_page(published_from="meta", date_certainty="refused", date_words="2099-01-01")
    assert "published: none, since the one given lies in the future (meta: 2099-01-01)" in ahead
    assert "published: no date is stated" in article_page()


def test_an_article_shows_its_facts(store: ox.Store) -> None:
    [row] = store.query("SELECT ?a { ?a a <https://schema.org/NewsArticle> } ORDER BY ?a LIMIT 1")
    page = show(store, row["a"].value, width=400)
    assert " (article)\n" in page
    assert " — issued by: " in page
    assert "\n\n“" in page


def test_a_sentence_stands_once_with_all_that_it_states(store: ox.Store) -> None:
    page = show(store, "https://daily.example/beijing-100", width=400)
    between = page.split("“between 2024 and 2026”\n")[1].split("\n\n")[0].splitlines()
    assert [line.rpartition(" — ")[2] for line in between] == ["period end: 2026", "period start: 2024"]
    assert page.count("between 2024 and 2026") == 1
    assert "since 2021 (according to Beijing Municipal Bureau of Economy and Information Technology)\n" in page


def test_an_article_names_what_it_copies_and_what_it_only_names(store: ox.Store) -> None:
    page = show(store, "https://echo.example/saxony-chips", width=400)
    assert "  a copy of: Saxony courts chip makers https://w3id.org/kg-policy/id/article/" in page
    assert page.endswith("\n\nNamed without a fact: Saxony\n")


def test_what_no_article_states_is_said_to_be_the_gazetteers(store: ox.Store) -> None:
    page = show(store, "China", width=400)
    assert "\n\nhas part: Beijing; Guangdong; Tianjin\n    from the gazetteer\n" in page
    for line in (block.splitlines()[1] for block in page.strip().split("\n\n")[1:]):
        assert line == "    from the gazetteer" or line.startswith("    “")


def test_a_thing_without_facts_leads_to_the_articles_that_name_it(store: ox.Store) -> None:
    page = show(store, "https://w3id.org/kg-policy/id/city/de/linden", width=400)
    named = "    Rain in Linden (Elbe Kurier, 2024-10-01) https://elbe.example/rain\n"
    assert page.endswith("\n\nNo facts: it is only mentioned in:\n" + named)


def test_the_beginning_of_a_period_comes_before_its_end(store: ox.Store) -> None:
    page = show(store, "Action plan for digitalisation in Beijing's manufacturing sector", width=400)
    names = [block.partition(":")[0].strip() for block in page.split("\n\n")[1:]]
    assert names[0] == "plan kind"
    assert names.index("period start") + 1 == names.index("period end") < names.index("target")


def test_an_address_that_does_not_fit_stays_indented(store: ox.Store) -> None:
    page = show(store, "Saxony semiconductor strategy", width=40)
    assert "\n  https://w3id.org/kg-policy/id/plan/" in page
