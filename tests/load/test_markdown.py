import pytest

from kg.load.dates import Dated
from kg.load.markdown import is_markdown, plain, read


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("a **bold** and *thin* word", "a bold and thin word"),
        ("see [the plan](https://example.org/a_(b)) now", "see the plan now"),
        ("![logo](x.png) text", "text"),
        ("[![logo](x.png) words](https://example.org)", "words"),
        ("snake_case and _soft_ words", "snake_case and soft words"),
        (r"\### and \*", "### and *"),
        ("5*3 metres", "5*3 metres"),
        ("<https://example.org/a_b>", "https://example.org/a_b"),
        ("Q&amp;A<br>end", "Q&A end"),
        ("progress. **Firms from", "progress. Firms from"),
    ],
)
def test_marks_go_and_words_stay(raw: str, words: str) -> None:
    assert plain(raw) == words


def test_front_matter() -> None:
    draft = read(
        "---\ndate: '2024-05-06'\nmodified_time: 2024-05-07 10:00:00\ntags:\n- a\n- b\nsource_url: https://example.org/x\n"
        'title: "Plant\\u2019s opening in\\\n  \\ the north: a\\_day"\nauthor: Jo\n---\n\nBody text here.\n'
    )
    known = draft.known
    assert (known.dated, known.url) == (Dated("2024-05-06", "front matter"), "https://example.org/x")
    assert (known.title, known.author) == ("Plant’s opening in the north: a day", "Jo")
    assert [p.text for p in draft.pieces] == ["Body text here."]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert [p.text for p in read("---\nJust some words.\n---\n\nMore words.").pieces][-1] == "More words."


def test_paragraphs_lists_headings_tables() -> None:
    draft = read(
        "# A title\n\nLines that were wrapped by\nthe writer of the [long\nlink](https://example.org/x) are one.  \n"
        "A hard break begins another.\n\n## Part\n\n-   first item that\n    goes on\n-   second\n\n"
        "| Year | Units |\n|------|-------|\n| 2024 | 300 |\n\n**Bold line**\n\nSetext\n------\n> quoted words here\n"
    )
    assert [(p.kind, p.text) for p in draft.pieces] == [
        ("title", "A title"),
        ("prose", "Lines that were wrapped by the writer of the long link are one."),
        ("prose", "A hard break begins another."),
        ("heading", "Part"),
        ("bullet", "first item that goes on"),
        ("bullet", "second"),
        ("prose", "Year: Units"),
        ("prose", "2024: 300"),
        ("heading", "Bold line"),
        ("heading", "Setext"),
        ("prose", "quoted words here"),
    ]


def test_a_link_to_the_original_is_the_address() -> None:
    draft = read(
        "# T\n\nBody.\n\n---\n\n[Original story](https://example.org/story)\n\n[Other](https://example.org/o)\n"
    )
    assert draft.known.url == "https://example.org/story"


def test_paragraphs_run_together_are_parted() -> None:
    sentence = "The board approved the plan for the new plant and its port, officials said after the meeting. " * 2
    draft = read("# T\n\n" + "   ".join([sentence.strip()] * 3))
    assert [p.text for p in draft.pieces[1:]] == [sentence.strip()] * 3


def test_plain_text_is_not_markdown() -> None:
    assert not is_markdown("Title\n\nA plant * a mill. 5 * 3 = 15")
    assert is_markdown("Title\n\nSee [the plan](https://example.org).")
    assert is_markdown("Title\n\nWords of a text.\n\n\\###")
