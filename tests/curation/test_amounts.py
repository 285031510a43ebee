"""The extractor's rows, as a table."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.text import normalise
from curation.evidence.amounts import read


@pytest.mark.parametrize(
    ("language", "text", "rows"),
    [
        ("en", "It costs $30 million today.", [("30000000", "USD", "money")]),
        ("en", "They paid £1.5m and 2.4 million euros.", [("1500000", "GBP", "money"), ("2400000", "EUR", "money")]),
        ("en", "Two hundred and thirty-one guests came.", [("231", "", "")]),
        ("en", "It rained for four and a half hours.", [("4.5", "h", "duration")]),
        ("en", "A 180-metre bridge stands here.", [("180", "m", "length")]),
        (
            "en",
            "It fell from 11.3 to 22.1 million euros.",
            [("11300000", "EUR", "money"), ("22100000", "EUR", "money")],
        ),
        ("en", "A third of the pupils, 1,100 children, are ill.", [("1", "fraction", "fraction"), ("1100", "", "")]),
        ("en", "On 14 March 2025 at 7.30 p.m. they won 3-2.", []),
        ("de", "Das kostet 868.412,50 Euro im Ganzen.", [("868412.50", "EUR", "money")]),
        ("de", "Sie zahlen 30 Millionen US-Dollar dafür.", [("30000000", "USD", "money")]),
        ("de", "Sie zahlen 240 Millionen kanadische Dollar.", [("240000000", "USD kanad", "money")]),
        ("de", "Einundzwanzig Kühe und fünfhundert Schafe grasen.", [("21", "", ""), ("500", "", "")]),
        ("de", "Die fünfstündige Prüfung ist aus.", [("5", "h", "duration")]),
        ("de", "Ein Drittel der Ernte ist verloren.", [("1", "fraction", "fraction")]),
        ("de", "Am 4. August 2025 um 19.30 Uhr ging es los.", []),
        ("fr", "Il vaut 1 250 000 euros à présent.", [("1250000", "EUR", "money")]),
        ("fr", "Quatre-vingt-quinze groupes et vingt et un chars défilent.", [("95", "", ""), ("21", "", "")]),
        ("fr", "Après quatre heures et demie de séance, on rentre.", [("4.5", "h", "duration")]),
        ("fr", "Il possède 12 000 livres anciens.", [("12000", "", "")]),
        ("fr", "Le 1er mars à 16 h 30, on ouvre.", []),
        ("es", "Son 15 % de los votos hoy.", [("15", "%", "share")]),
        ("", "Sono 1.200 persone in tutto.", []),
    ],
)
def test_amounts_have_value_and_unit(language, text, rows):
    found = [row for row in read(text, language).amounts]

    assert [(row.unit, row.dimension) for row in found] == [(unit, dimension) for _value, unit, dimension in rows]
    assert all(
        row.value == Decimal(value) for row, (value, unit, _d) in zip(found, rows, strict=True) if unit != "fraction"
    )


@pytest.mark.parametrize(
    ("language", "text", "about", "per"),
    [
        ("en", "About 40 people came.", True, False),
        ("en", "More than the 40 people came.", True, False),
        ("en", "Exactly 40 people came.", False, False),
        ("en", "It costs £40 a year.", False, True),
        ("de", "Rund 40 Menschen kamen.", True, False),
        ("de", "Es kostet 40 Euro je Stunde.", False, True),
        ("fr", "Près de 40 personnes sont venues.", True, False),
        ("fr", "Cela coûte 40 euros par an.", False, True),
        ("fr", "Il est détenu à 40 % par la ville.", False, False),
    ],
)
def test_a_hedge_and_a_rate_are_told_from_an_exact_figure(language, text, about, per):
    (row,) = read(text, language).amounts

    assert (row.about, row.per) == (about, per)


@pytest.mark.parametrize(
    ("language", "text", "nouns"),
    [
        ("en", "Sixteen former physics teachers met.", ("former", "physic", "teacher")),
        ("en", "A crew of 24 was aboard.", ("crew",)),
        ("de", "Die 64 geretteten Kühe leben.", ("kuh",)),
        ("fr", "Les 42 élèves partent.", ("elev",)),
    ],
)
def test_what_is_counted_is_known_by_its_stems(language, text, nouns):
    (row,) = read(text, language).amounts

    assert row.nouns[: len(nouns)] == nouns


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "Wednesday, April 12, 2025", (2025, 4, 12, 2)),
        ("en", "on 3 March 2026, a Friday", (2026, 3, 3, 4)),
        ("de", "am Montagabend, dem 4. August 2025", (2025, 8, 4, 0)),
        ("de", "am Montag, 04.08.2025", (2025, 8, 4, 0)),
        ("fr", "le jeudi 1er mai 2025", (2025, 5, 1, 3)),
        ("fr", "le 15/09/2025", (2025, 9, 15, None)),
        ("ja", "2025-09-15", (2025, 9, 15, None)),
    ],
)
def test_dates_are_read_with_their_weekday(language, text, told):
    (sentence,) = read(f"So it was {text}.", language).sentences

    (moment,) = sentence.moments
    assert (moment.year, moment.month, moment.day, moment.weekday) == told


@given(st.text(alphabet="0123456789.,'’ %€$£kmMio-–und et", max_size=120), st.sampled_from(["en", "de", "fr", ""]))
@settings(max_examples=200, deadline=None)
def test_every_amount_stands_where_it_says(text, language):
    text = normalise(f"So it was {text} here.")

    for row in read(text, language).amounts:
        assert text[row.start : row.end] == row.written
        assert row.value >= 0
