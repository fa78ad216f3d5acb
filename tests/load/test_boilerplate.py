import pytest

from kg.load import load_bytes
from kg.load.boilerplate import judge
from kg.load.draft import Piece

BODY = [
    "A yard in Gdynia will build six ferries for the Baltic lines by 2028, its owner said on Monday.",
    "The order is worth 700 million euros, and 900 people will work on it in the coming years.",
]


def cut(*tail: str, bullets: bool = False) -> list[str]:
    """Return the reasons for the lines below a body."""
    kind = "bullet" if bullets else "heading"
    below = [Piece("bullet" if bullets and i else kind, text, tight=i > 0) for i, text in enumerate(tail)]
    return judge([Piece("title", "Ferries from Gdynia"), *(Piece("prose", text) for text in BODY), *below])[3:]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("© 2024 Baltic Post. All rights reserved.", "copyright"),
        ("Copyright 2024 Baltic Post", "copyright"),
        ("We use cookies to make this website better.", "cookies"),
        ("Home > Business > Ships", "navigation"),
        ("[Print] [Close]", "navigation"),
        ("Share this article: WhatsApp Telegram", "share"),
        ("Subscribe to our newsletter", "subscribe"),
        ("Comments (12)", "comments"),
        ("Font size: Large Small", "font-size"),
        ("Advertisement: new cars for you", "advertisement"),
        ("Tags: ships, yards", "tags"),
        ("Also read: Port of Gdansk grows again", "also-read"),
        ("Read More>>", "also-read"),
        ("The post Ferries from Gdynia appeared first on Baltic Post.", "syndication"),
        ("Photo: Jan Nowak", "credit"),
        ("责任编辑：张三", "credit"),
        ("分享到：微信 微博", "share"),
        ("Rates rise 12 minutes ago", "minutes-ago"),
        ("###", "end-mark"),
        ("For more information, visit www.example.org.", "media-contact"),
        ("press@example.org", "media-contact"),
        ("+48 58 123 45 67", "media-contact"),
    ],
)
def test_single_lines(line: str, reason: str) -> None:
    assert cut(line) == [reason]


@pytest.mark.parametrize(
    "line",
    [
        "Share prices of the yard rose by three percent on Tuesday.",
        "Follow-up orders are not expected before the end of next year.",
        "Home ownership among its workers is the highest in the country.",
        "Copyright law will be changed so that yards can use older drawings.",
        "Register numbers of the six ships are to be published in May.",
        "For more than 900 people the order means work until 2030.",
        "Two hours ago would have been too late, the captain said.",
        "About 40 percent of the steel will come from a mill in Krakow.",
        "To learn more about its new engine works in Gdansk, the firm has asked engineers in, see www.example.org.",
        "Targets for 2030",
        "About the Gdynia yard",
    ],
)
def test_lines_of_the_body_stay(line: str) -> None:
    assert cut(line) == [""]


def test_lists_of_other_stories() -> None:
    assert cut("Most Read", "Cup final sold out", "Rain expected", "Bus fares rise") == ["other-stories"] * 4
    assert cut("热点新闻", "地铁今日开通", "机场恢复航线") == ["other-stories"] * 3
    assert cut("More Stories From World", "Rates rise12 minutes ago") == ["other-stories", "minutes-ago"]


def test_lists_of_the_article_stay() -> None:
    assert cut("Targets", "six ferries by 2028", "900 jobs in the yard", bullets=True) == ["", "", ""]
    assert cut("What comes next", "A decision on engines", "A second dock") == ["", "", ""]


def test_a_list_inside_the_body_ends_with_the_next_paragraph() -> None:
    pieces = [
        Piece("prose", BODY[0]),
        Piece("heading", "Related stories"),
        Piece("bullet", "Cup final sold out", tight=True),
        Piece("bullet", "Rain expected on Friday", tight=True),
        Piece("heading", "The money"),
        Piece("prose", BODY[1]),
    ]
    assert judge(pieces) == ["", "other-stories", "other-stories", "other-stories", "", ""]


def test_headlines_without_a_cue() -> None:
    foreign = [
        "Minister resigns over hospital beds in the capital",
        "Cup final sold out within hours of opening",
        "Storm closes schools along the western coast",
        "Tennis star withdraws from Paris with injury",
    ]
    assert cut(*foreign) == ["headlines"] * 4
    own = [
        "Six ferries for the Baltic lines by 2028",
        "Order worth 700 million euros for the yard",
        "Work for 900 people in the coming years",
        "Owner said ferries will build on Monday",
    ]
    assert set(cut(*own)) == {""}


def test_press_release_tail() -> None:
    reasons = cut(
        "About the Gdynia yard",
        "Media contact:",
        "Anna Kowalska",
        "+48 58 123 45 67",
        "Forward-looking statements",
        "This release contains forward-looking statements; actual results may differ materially.",
    )
    assert reasons == ["", "media-contact", "media-contact", "media-contact", "legal", "legal"]


def test_every_cut_is_recorded() -> None:
    article = load_bytes("\n".join(["Ferries from Gdynia", *BODY, "© 2024 Baltic Post"]).encode(), "a", "a.txt")
    assert [(c.reason, c.text) for c in article.cuts] == [("copyright", "© 2024 Baltic Post")]
    assert "Baltic Post" not in article.text
