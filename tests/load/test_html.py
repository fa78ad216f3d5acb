import pytest

from kg.load import load_bytes
from kg.model import Article

SENTENCES = [
    "The harbour town of Varna will get a factory for wind turbine blades next year, the energy ministry said.",
    "It is to employ 450 people and to turn out 1,200 blades annually, according to the ministry.",
    "The owner, a firm from Burgas, puts the cost at 90 million euros and hopes for help from the state.",
]


def page(body: str, head: str = "") -> Article:
    html = f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    return load_bytes(html.encode(), "page.html", "page.html")


def lines(article: Article) -> list[str]:
    return [article.text[b.start : b.end] for b in article.blocks]


P = "".join(f"<p>{s}</p>" for s in SENTENCES)


def test_the_frame_of_a_page_goes() -> None:
    article = page(
        "<div class='cookie-bar'>We use cookies. <button>OK</button></div><nav><a href='/'>Home</a></nav>"
        f"<main><h1>Blades from Varna</h1><div class='byline'>By Iva Petrova | 3 May 2024</div>{P}"
        "<div class='related-posts'><h3>Related</h3><ul><li>Port grows</li><li>Fish prices fall</li></ul></div></main>"
        "<aside><p>Subscribe to our weekly letter about the sea and those who live from it, for free.</p></aside>"
        "<footer>© 2024 Black Sea Post</footer>"
    )
    assert lines(article) == ["Blades from Varna", *SENTENCES]
    assert (article.author, article.published, article.publisher) == ("Iva Petrova", "2024-05-03", None)
    reasons = {c.reason for c in article.cuts}
    assert {"cookies", "navigation", "header", "other-stories", "aside", "footer"} <= reasons


def test_structured_data_comes_first() -> None:
    data = (
        '{"@context":"https://schema.org","@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],"headline":"Blades '
        'from Varna","datePublished":"2024-05-03T21:00:00Z","author":[{"name":"Iva Petrova"}],"publisher":'
        '{"name":"Black Sea Post"}}]}'
    )
    article = page(
        f"<h1>Blades from Varna</h1>{P}",
        "<script type='application/ld+json'>{broken</script>"
        f"<script type='application/ld+json'>{data}</script><meta name='date' content='2020-01-01'>"
        "<link rel='canonical' href='https://example.org/blades?utm_medium=x'>",
    )
    assert (article.title, article.published, article.published_from) == ("Blades from Varna", "2024-05-03", "JSON-LD")
    assert (article.publisher, article.author) == ("Black Sea Post", "Iva Petrova")
    assert (article.id, article.url) == ("https://example.org/blades", "https://example.org/blades?utm_medium=x")


@pytest.mark.parametrize(
    ("meta", "published"),
    [
        ("govsite:first-published-at", "2024-05-03"),
        ("cms.publish_date", "2024-05-03"),
        ("govsite:updated-at", None),
        ("unpublished-at", None),
    ],
)
def test_dates_that_a_site_names_its_own_way(meta: str, published: str | None) -> None:
    article = page(f"<h1>Blades from Varna</h1>{P}", f"<meta name='{meta}' content='2024-05-03T09:00:00Z'>")
    assert article.published == published


def test_lists_and_tables_are_kept() -> None:
    article = page(
        f"<article><h1>Blades from Varna</h1>{P}<h2>In numbers</h2>"
        "<ul><li>450 jobs</li><li><p>1,200 blades</p></li></ul>"
        "<table><tr><th>Cost</th><td>90 million euros</td></tr>"
        "<tr><td>2025</td><td>600</td><td>blades</td></tr></table>"
        "</article>"
    )
    assert lines(article)[4:] == [
        "In numbers",
        "450 jobs",
        "1,200 blades",
        "Cost: 90 million euros",
        "2025 | 600 | blades",
    ]
    assert [b.kind for b in article.blocks][4:] == ["heading", "bullet", "bullet", "prose", "prose"]


def test_layout_tables_are_no_tables() -> None:
    article = page(
        "<table><tr><td><h1>Blades from Varna</h1>" + P + "</td><td><b>Hot topics</b><br><a href='#'>Port grows</a><br>"
        "<a href='#'>Fish prices fall</a></td></tr></table>"
    )
    assert lines(article) == ["Blades from Varna", *SENTENCES]


def test_a_body_is_never_lost_to_a_class_name() -> None:
    article = page(f"<div class='main-with-sidebar share-enabled'><h1>Blades from Varna</h1>{P}</div>")
    assert lines(article) == ["Blades from Varna", *SENTENCES]
    slot = f"<div class='ad-slot'><p>{SENTENCES[0]} {SENTENCES[1]}</p></div>"
    inside = page(f"<article><h1>Blades</h1>{P}{slot}</article>")
    assert len(lines(inside)) == 5


def test_a_body_only_in_the_data_is_read() -> None:
    body = "\\n".join(SENTENCES)
    article = page(
        "<div id='app'></div>",
        "<script type='application/ld+json'>"
        f'{{"@type":"NewsArticle","headline":"Blades","articleBody":"{body}"}}</script>',
    )
    assert lines(article) == ["Blades", *SENTENCES]


def test_breaks_part_paragraphs_after_sentences() -> None:
    article = page("<div><h1>Blades from Varna</h1><p>" + "<br><br>".join(SENTENCES) + "</p></div>")
    assert lines(article) == ["Blades from Varna", *SENTENCES]


def test_what_is_hidden_is_not_text() -> None:
    article = page(f"<h1>Blades from Varna</h1>{P}<p style='display: none'>Secret words.</p><p hidden>More.</p>")
    assert lines(article) == ["Blades from Varna", *SENTENCES]


def test_no_entity_is_expanded_from_a_file() -> None:
    head = "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
    text = head + "<html><body><p>Some words &x; here.</p></body></html>"
    assert "&x;" in load_bytes(text.encode(), "p", "p.html").text


def test_deep_nesting_is_read() -> None:
    article = page("<div>" * 20_000 + P + "</div>" * 20_000)
    assert SENTENCES[2] in article.text


def test_how_sure_a_date_is() -> None:
    def dated(body: str, head: str = "") -> tuple[str | None, str | None, str | None, str]:
        article = page(f"<h1>Blades from Varna</h1>{body}{P}", head)
        return article.published, article.published_from, article.date_certainty, article.date_words

    meta = "<meta name='date' content='03/04/2024'>"
    assert dated("", "<meta name='date' content='2024-04-03'>") == ("2024-04-03", "meta", "stated", "")
    assert dated("", meta) == (None, "meta", "ambiguous", "03/04/2024")
    assert dated("<p>By Iva Petrova | 3 April 2024</p>", meta) == ("2024-04-03", "byline", "stated", "")
    address = "<link rel='canonical' href='https://example.org/2024/04/03/blades'>"
    assert dated("", meta + address) == ("2024-04-03", "address", "derived", "")
    assert dated("", address) == ("2024-04-03", "address", "derived", "")
    british = "<link rel='canonical' href='https://example.co.uk/blades'>"
    assert dated("", meta + british) == ("2024-04-03", "meta", "derived", "")
    assert dated("") == (None, None, None, "")
