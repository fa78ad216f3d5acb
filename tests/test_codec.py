import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.codec import decimal_text, dumps, from_data, loads
from kg.errors import InputError
from kg.model import Record
from tests.samples import plan_record
from tests.strategies import records


@given(records())
def test_a_record_survives_the_round_trip(record: Record) -> None:
    text = dumps(record)
    assert loads(text) == record
    assert dumps(loads(text)) == text


def test_equal_records_give_equal_text() -> None:
    record = plan_record()
    assert '"value":"10000000"' in dumps(record)
    assert json.loads(dumps(record))["entities"][0] == {
        "id": "e1",
        "mentions": [
            {"end": 7, "form": "name", "name": "Beijing", "rule": "test", "start": 0, "type": "City"},
            {"end": 161, "form": "anaphor", "name": "the city", "rule": "test", "start": 153, "type": "City"},
        ],
        "name": "Beijing",
        "type": "City",
    }


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_decimals_have_one_form(value: Decimal) -> None:
    text = decimal_text(value)
    assert Decimal(text) == value
    assert "E" not in text and not (("." in text) and text.endswith("0")) and text != "-0"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"extractor":"x"}', '{"article":{"no":1},"extractor":"x"}'])
def test_what_is_no_record_is_an_input_error(text: str) -> None:
    with pytest.raises(InputError, match="not a"):
        loads(text)


def test_from_data_names_the_kind() -> None:
    with pytest.raises(InputError, match="not a Record"):
        from_data(Record, {"article": 3})
