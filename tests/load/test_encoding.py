import pytest

from kg.errors import ArticleError
from kg.load.encoding import decode

FRENCH = (
    "Une usine de vélos électriques ouvrira à Orléans en été, a annoncé la société. "
    "Ça crée 300 emplois – déjà « pourvus »."
)
CHINESE = "市政府日前印发制造业高质量发展三年行动计划，提出到明年建成一百家智能工厂，并给予财政补贴。" * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_of_latin_text(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding), "x") == FRENCH


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_encodings_of_chinese_text(encoding: str) -> None:
    assert decode(CHINESE.encode(encoding), "x") == CHINESE


def test_a_declared_charset_is_believed_unless_the_bytes_are_utf8() -> None:
    page = '<meta charset="windows-1251"><p>Завод открылся</p>'
    assert decode(page.encode("cp1251"), "x") == page
    assert decode(page.encode("utf-8"), "x") == page


def test_text_is_normalised() -> None:
    assert (
        decode("Caf\u0065\u0301 \u200bopen\u00ad\r\nnext\rline\u2028end".encode(), "x") == "Café open\nnext\nline\nend"
    )


def test_damage_is_survived_where_it_is_small() -> None:
    assert decode("Le café".encode()[:-1], "x") == "Le caf"
    assert decode(b"Some\0 text of a page.", "x") == "Some text of a page."
    assert decode(FRENCH.encode() * 9 + b"\xff", "x").startswith(FRENCH)


@pytest.mark.parametrize("data", [b"\0\1\2\3\4\5" * 50, bytes(range(1, 32)) * 20, b"\xff\xfea", b"\x89PNG\r\n\x1a\n"])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(ArticleError, match=r"^x: "):
        decode(data, "x")
