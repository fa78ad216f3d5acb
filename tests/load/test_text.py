from kg.load.text import read


def shapes(text: str) -> list[tuple[str, str]]:
    return [(p.kind, p.text) for p in read(text).pieces]


def test_each_line_is_a_paragraph() -> None:
    text = "Mill to close\nThe mill will close in June, its owner said.\nSome 300 people work there."
    assert shapes(text) == [
        ("heading", "Mill to close"),
        ("prose", "The mill will close in June, its owner said."),
        ("prose", "Some 300 people work there."),
    ]


def test_wrapped_lines_are_joined() -> None:
    text = (
        "The city of Ostrava will pay for half of the new battery plant that a\n"
        "company from the region wants to build on the site of an old coal mine,\n"
        "officials said. Work is to begin next year.\n\nThe plant is to make cells for\nbuses and trams."
    )
    assert shapes(text) == [
        (
            "prose",
            "The city of Ostrava will pay for half of the new battery plant that a company from the region "
            "wants to build on the site of an old coal mine, officials said. Work is to begin next year.",
        ),
        ("prose", "The plant is to make cells for buses and trams."),
    ]


def test_list_items_lose_their_signs_and_keep_their_continuations() -> None:
    text = "Targets:\n\n* 40 plants\n  by 2026\n2. two ports\n• jobs\n·港口\n-\nan item below its sign"
    assert shapes(text) == [
        ("prose", "Targets:"),
        ("bullet", "40 plants by 2026"),
        ("bullet", "two ports"),
        ("bullet", "jobs"),
        ("bullet", "港口"),
        ("bullet", "an item below its sign"),
    ]


def test_a_year_is_no_list_sign() -> None:
    assert shapes("2025. That is when it opens, says the firm.")[0][0] == "prose"


def test_wrapped_chinese_is_joined_without_spaces() -> None:
    line = "市政府近日印发三年行动计划提出建设智能工厂和数字化车间"
    assert shapes("\n".join([line] * 3 + ["并给予补贴。"])) == [("prose", line * 3 + "并给予补贴。")]


def test_items_with_letters_or_roman_numbers_are_bullets() -> None:
    draft = read(
        "Headline\n\nThe scheme seeks to:\n\n(i) train 900 people;\n(ii) equip 40 mills;\n\n(a) and more\n\n(see p. 3)"
    )
    bullets = [p.text for p in draft.pieces if p.kind == "bullet"]
    assert bullets == ["train 900 people;", "equip 40 mills;", "and more"]
