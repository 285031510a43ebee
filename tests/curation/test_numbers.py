import pytest

from curation.evidence.numbers import missing


@pytest.mark.parametrize(
    ("fact", "passage", "language"),
    [
        ("It costs 1,200 crowns.", "a fee of 1200 crowns", "en"),
        ("Es kostet 1.200 Kronen.", "eine Gebühr von 1200 Kronen", "de"),
        ("Es kostet 38,6 Millionen.", "die Schätzung: 38,6 Millionen", "de"),
        ("Il coûte 1 200 couronnes.", "1200 couronnes", "fr"),
        ("It costs 1 200 crowns.", "1'200 crowns", "en"),
        ("17 votes to 6.", "Seventeen were in favour and six against.", "en"),
        ("Twelve homes.", "12 homes", "en"),
        ("Zwölf Häuser und 2 Höfe.", "12 Häuser, zwei Höfe", "de"),
        ("Doze casas e duas ruas.", "12 casas, 2 ruas", "pt"),
        ("Once casas.", "11 casas", "es"),
        ("Onze maisons.", "11 maisons", "fr"),
        ("One of the homes.", "A home", "en"),
        ("Un hogar.", "El hogar", "es"),
        ("At 14:32 on 9 May.", "on 9 May, 14:32", "en"),
        ("On 2026-05-13.", "13.05.2026 or 5, 13 and 2026", "en"),
        ("٩٠٠ منزل", "900 homes", "ar"),
        ("Nothing to count.", "", "en"),
    ],
)
def test_a_number_is_found_in_its_passage_by_value(fact, passage, language):
    assert missing(fact, [passage], language=language) == []


@pytest.mark.parametrize(
    ("fact", "passage", "language", "absent"),
    [
        ("24 per cent lower.", "14 per cent lower", "en", ["24"]),
        ("1.200 Kronen.", "1,2 Kronen", "de", ["1.200"]),
        ("1.5 km.", "15 km", "en", ["1.5"]),
        ("Seven homes.", "six homes", "en", ["Seven"]),
        ("900 and again 900.", "no number", "en", ["900"]),
        ("9001 homes.", "900 homes", "en", ["9001"]),
    ],
)
def test_a_number_that_the_passage_does_not_state_is_named(fact, passage, language, absent):
    assert missing(fact, [passage], language=language) == absent


def test_each_text_is_read_in_its_own_language():
    assert missing("The grid cost 1,200 crowns.", ["1.200 Kronen"], language="en", source_language="de") == []
    assert missing("The grid cost 1.2 crowns.", ["1,200 crowns"], language="en") == ["1.2"]


def test_one_of_several_passages_is_enough():
    assert missing("900 homes, 6 streets.", ["900 homes", "six streets"], language="en") == []
