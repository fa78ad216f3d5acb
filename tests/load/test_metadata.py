import pytest

from kg.load import load_bytes
from kg.load.address import canonical, stated_day
from kg.load.header import dateline, header_reason, is_place_line
from kg.load.language import detect
from kg.model import Article

BODY = "The yard in the north will build six ferries by 2028, its owner said, and hire 900 people for it."


def load(*lines: str) -> Article:
    return load_bytes("\n".join(lines).encode(), "a", "a.txt")


@pytest.mark.parametrize(
    ("lines", "title", "published", "author", "publisher"),
    [
        (["Yard wins order for six ferries", "", BODY], "Yard wins order for six ferries", None, None, None),
        (
            [
                "BALTIC SHIPPING BRIEFING",
                "Issue 7 | Friday, 3 May 2024",
                "",
                "YARD WINS ORDER",
                "",
                "In short",
                "",
                BODY,
            ],
            "YARD WINS ORDER",
            "2024-05-03",
            None,
            "BALTIC SHIPPING BRIEFING",
        ),
        (
            ["Baltic Post", "Home / Business / Ships", "", "Yard wins order for six ferries", "", BODY],
            "Yard wins order for six ferries",
            None,
            None,
            "Baltic Post",
        ),
        (
            ["PRESS RELEASE", "", "Yard wins order", "By Anna Kowalska | Baltic Post | May 3, 2024", "", BODY],
            "Yard wins order",
            "2024-05-03",
            "Anna Kowalska",
            None,
        ),
        (
            ["URL: https://example.org/yard", "Date: 2024-05-03", "Source: Baltic Post", "", "Yard wins", "", BODY],
            "Yard wins",
            "2024-05-03",
            None,
            "Baltic Post",
        ),
        (
            ["Yard wins order", "Updated: 2024-05-03  Source: Baltic Post", "", BODY],
            "Yard wins order",
            "2024-05-03",
            None,
            "Baltic Post",
        ),
        (["Yard wins order", "", BODY, "", "Published 3 May 2024"], "Yard wins order", "2024-05-03", None, None),
        (["Yard wins order", "", "GDYNIA, May 3, 2024 (Wire) -- " + BODY], "Yard wins order", "2024-05-03", None, None),
        (["Yard wins order", "03/05/2024", "", BODY], "Yard wins order", None, None, None),
        (["Ferry prices 3 May 2024", "", BODY], "Ferry prices 3 May 2024", None, None, None),
        (
            ["船厂获得订单", "海事网  2024-05-03 08:30  记者 李明", "", "北方船厂将在明年建造六艘渡轮，负责人说。"],
            "船厂获得订单",
            "2024-05-03",
            None,
            None,
        ),
        ([BODY, BODY], None, None, None, None),
    ],
)  # fmt: skip
def test_lines_around_the_body(
    lines: list[str], title: str | None, published: str | None, author: str | None, publisher: str | None
) -> None:
    article = load(*lines)
    assert (article.title, article.published, article.author, article.publisher) == (
        title,
        published,
        author,
        publisher,
    )
    assert article.text.endswith(lines[-1][-20:]) or published


@pytest.mark.parametrize(
    "lines",
    [
        "Harbour Courier (evening edition), Saturday, 4 May 2024\nAda Kern",
        "A yard north of the harbour changed how a fishing town earns its living.\n\nBy Ada Kern | Harbour Quarterly"
        " | 4 May 2024",
    ],
)
def test_a_date_beside_a_masthead_or_below_the_standfirst(lines: str) -> None:
    text = f"Where the nets dried\n\n{lines}\n\nAt six in the morning the first buses stop at the gate of the yard.\n"
    article = load_bytes(text.encode(), "feature.txt", "feature.txt")
    assert article.title == "Where the nets dried"
    assert (article.published, "Courier" in article.text, "Quarterly" in article.text) == ("2024-05-04", False, False)


def test_the_dateline_may_stand_below_bullets_that_sum_up_the_release() -> None:
    text = (
        "Norvald builds a hall in Ostheim\n\n- EUR 12 million for one hall\n- 40 more people by 2026\n\n"
        "Ostheim, 3 May 2024 – Norvald SE builds a second hall beside its plant. It is due next year."
    )
    article = load_bytes(text.encode(), "release.txt", "release.txt")
    assert (article.published, article.published_from) == ("2024-05-03", "dateline")


def test_a_dateline_on_its_own_line_is_kept() -> None:
    article = load("Yard wins order", "By Anna Kowalska", "NEW ORLEANS | Monday, May 6, 2024", "", BODY)
    assert article.dateline is not None
    assert article.text[article.dateline.start : article.dateline.end].startswith("NEW ORLEANS")
    assert (article.published, article.published_from) == ("2024-05-06", "dateline")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("GDYNIA, May 3, 2024 (Wire) -- The yard", "GDYNIA, May 3, 2024 (Wire) --"),
        ("GDYNIA, (Wire - 3rd May, 2024) The yard", "GDYNIA, (Wire - 3rd May, 2024)"),
        ("GDYNIA: The yard", "GDYNIA:"),
        ("Győr, Hungary – 14 May 2024. The yard", "Győr, Hungary – 14 May 2024."),
        ("Brno, Czech Republic, 4 May 2024. The yard", "Brno, Czech Republic, 4 May 2024."),
        ("The yard opened, 4 May 2024. It", ""),
        ("Baton Rouge, La., May 3, 2024 /Wire/ -- The yard", "Baton Rouge, La., May 3, 2024 /Wire/ --"),
        ("TAIPEI, TAIWAN - Some Newswire - 3 May 2024 - The yard", "TAIPEI, TAIWAN - Some Newswire - 3 May 2024 -"),
        ("Ghent, Belgium, 3 May - The yard", "Ghent, Belgium, 3 May -"),
        ("São Luís (MA), Brazil, May 3, 2024 – The yard", "São Luís (MA), Brazil, May 3, 2024 –"),
        ("The yard (GDY), Poland, is full – it", ""),
        ("Gdynia, May 3, 2024, GPA -- The yard", "Gdynia, May 3, 2024, GPA --"),
        ("本报讯 船厂", "本报讯"),
        ("As costs rise, the Yard Group (GDY) says", ""),
        ("The yard - the largest - is", ""),
        ("Background: The yard", ""),
    ],
)
def test_datelines(text: str, line: str) -> None:
    assert text[: dateline(text)].strip() == line


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("By Anna Kowalska", "byline"),
        ("Fahad (@fahad) Published March 04, 2024 | 04:00 PM", "header"),
        ("Baltic Post | Ships", "navigation"),
        ("Source: six ferries will be built in the yard by the end of 2028, ministers agree", ""),
        ("By land and sea: how a yard came back", ""),
        ("Title words about a yard", ""),
    ],
)
def test_header_lines(line: str, reason: str) -> None:
    assert header_reason(line) == reason


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTPS://www.Example.org:443/a/b?utm_source=x&id=3#part", "https://www.example.org/a/b?id=3"),
        ("https://m.example.org/a/amp/", "https://example.org/a/"),
        ("https://example.org", "https://example.org/"),
        ("https://[broken", "https://[broken"),
    ],
)
def test_addresses(url: str, same: str) -> None:
    assert canonical(url) == same


def test_a_day_in_an_address() -> None:
    assert stated_day("https://example.org/news/2024/05/03/yard") == "2024-05-03"
    assert stated_day("https://example.org/news/2024/15/03/yard") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BODY, "en"),
        ("北方船厂将在明年建造六艘渡轮，负责人说，价格是七亿元。", "zh"),
        (
            "Die Werft im Norden wird bis 2028 sechs Fähren bauen und dafür 900 Leute einstellen, sagte der Eigner.",
            "de",
        ),
        ("Le chantier du nord va construire six navires pour la ligne et il va embaucher des ouvriers.", "fr"),
        ("調査によると、工場は来年に建設されるという。", "ja"),
        ("공장은 내년에 건설될 것이라고 정부가 밝혔다.", "ko"),
        ("Завод будет построен в следующем году, сообщило министерство.", "und"),
        ("12 34", "und"),
    ],
)
def test_languages(text: str, code: str) -> None:
    assert detect(text) == code


def test_a_declared_language_helps_where_the_text_is_short() -> None:
    assert detect("Bla", "pl-PL") == "pl"
    assert detect(BODY, "pl") == "en"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Pune, February 3, 2024", True),
        ("Lima – 3 May 2024", True),
        ("Santa Rosa, Chile, 27th June 2025", True),
        ("Tuesday, February 3, 2024", False),
        ("Published, 3 May 2024", False),
        ("Daily Herald, 3 May 2024", False),
        ("Press Release, May 3, 2024", False),
        ("Interview – 3 May 2024", False),
        ("May 3, 2024", False),
    ],
)
def test_a_name_and_the_day_alone_on_a_line_are_a_dateline(line: str, place: bool) -> None:
    assert is_place_line(line) is place
