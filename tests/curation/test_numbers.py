import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.evidence.claims import ground, unborne
from curation.evidence.number_words import spelled


def missing(text, passages, *, language="", source_language=""):
    """The numbers, dates and times of a text that stand in none of the passages."""
    grounds = [ground(passage, source_language or language) for passage in passages]
    return [claim.written for claim in unborne(text, grounds, language=language) if claim.kind != "name"]


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
        ("It costs 1.000,5 crowns.", "1.000,5 Kronen", "de"),
        ("Twenty-three of them.", "23 of them", "en"),
        ("Dreiundzwanzig Häuser, zweihundertfünfzig Meter.", "23 Häuser, 250 Meter", "de"),
        ("Zweieinhalb Millionen.", "2,5 Mio.", "de"),
        ("3,4 Mio. Euro", "3.400.000 Euro", "de"),
        ("Deux cents maisons, quatre-vingt-dix-sept voix.", "200 maisons, 97 voix", "fr"),
        ("Veintitrés casas y mil millones.", "23 casas y 1.000.000.000", "es"),
        ("Vinte e três casas, duzentos e cinquenta metros.", "23 casas, 250 metros", "pt"),
        ("It is worth $1.2bn.", "worth 1.2 billion dollars", "en"),
        ("2.4 million crowns", "2,400,000 crowns", "en"),
        ("€3m", "3 million euros", "en"),
        ("14 % lower", "14 per cent lower", "en"),
        ("The 3 people.", "the third of them", "en"),
        ("Between 10 and 14 per cent.", "10 to 14 %", "en"),
        ("Half a million.", "500,000", "en"),
        ("About 900 homes.", "897 homes", "en"),
        ("Rund 6,8 Millionen.", "6.812.000", "de"),
        ("Environ 200.", "204 personnes", "fr"),
        ("Unos 300.", "302 personas", "es"),
        ("Cerca de 300.", "298 pessoas", "pt"),
        ("More than 900 homes.", "912 homes", "en"),
        ("Fewer than 900 homes.", "892 homes", "en"),
        ("About 900 homes.", "about 900 homes", "en"),
        ("On 5 May.", "on May 5, 2024", "en"),
        ("Am 5. Mai 2024.", "05.05.2024", "de"),
        ("Le 1er mai 2024.", "1 mai 2024", "fr"),
        ("El 5 de mayo.", "el 5 de mayo de 2024", "es"),
        ("Em 5 de maio.", "05.05.2024", "pt"),
        ("In May 2024.", "on 5 May 2024", "en"),
        ("On 6 May.", "from 5 to 6 May", "en"),
        ("At 2.30 p.m.", "at 14:30", "en"),
    ],
)
def test_a_number_is_found_in_its_passage_by_value(fact, passage, language):
    assert missing(fact, [passage], language=language) == []


@pytest.mark.parametrize(
    ("fact", "passage", "language", "absent"),
    [
        ("24 per cent lower.", "14 per cent lower", "en", ["24 per cent"]),
        ("24 per cent lower.", "24 homes", "en", ["24 per cent"]),
        ("24 homes.", "24 per cent", "en", ["24"]),
        ("3 per cent.", "3 percentage points", "en", ["3 per cent"]),
        ("It costs €300.", "It costs $300", "en", ["€300"]),
        ("It costs €300.", "It costs 300", "en", ["€300"]),
        ("$5m", "5 dollars", "en", ["$5m"]),
        ("900 homes.", "897 homes", "en", ["900"]),
        ("About 900 homes.", "700 homes", "en", ["900"]),
        ("More than 900 homes.", "890 homes", "en", ["900"]),
        ("Fewer than 900 homes.", "910 homes", "en", ["900"]),
        ("About 900 homes.", "about 890 homes", "en", ["900"]),
        ("On 6 May.", "on 5 May, and 6 others", "en", ["6 May"]),
        ("On 5 May 2023.", "on 5 May 2024", "en", ["5 May 2023"]),
        ("Dreiundzwanzig.", "24", "de", ["Dreiundzwanzig"]),
        ("At 3 p.m.", "at 14:00", "en", ["3 p.m."]),
        ("1.200 Kronen.", "1,2 Kronen", "de", ["1.200 Kronen"]),
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
    assert missing("The grid cost 1.2 crowns.", ["1,200 crowns"], language="en") == ["1.2 crowns"]


def test_one_of_several_passages_is_enough():
    assert missing("900 homes, 6 streets.", ["900 homes", "six streets"], language="en") == []


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("one hundred and six, two and three", "en", [106, 2, 3]),
        ("two and a half million; a dozen; millions of people", "en", [2_500_000, 12]),
        ("achtzehnhundert, hunderteins, fünftausend, anderthalb, wenige", "de", [1800, 101, 5000, 1.5]),
        ("dix-sept, soixante et onze, soixante-quinze, deux et trois", "fr", [17, 71, 75, 2, 3]),
        ("treinta y dos, dos mil quinientos, dos y tres", "es", [32, 2500, 2, 3]),
        ("cento e vinte e dois, mil e quinhentos, dois milhões e meio", "pt", [122, 1500, 2_500_000]),
    ],
)
def test_numbers_in_words_end_where_the_next_one_begins(text, code, values):
    assert [float(number.value) for number in spelled(text, code)] == values


@given(st.integers(0, 999_999))
def test_a_number_in_german_words_is_the_number(n):
    assert not n or [int(number.value) for number in spelled(german(n), "de")] == [n]


def german(n):
    """The number as one German word."""
    small = "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn"
    names = [*small.split(), "siebzehn", "achtzehn", "neunzehn"]
    tens = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
    if n >= 1000:
        return (
            re.sub("eins$", "ein", german(n // 1000)) * (n // 1000 != 1)
            + "tausend"
            + (german(n % 1000) if n % 1000 else "")
        )
    if n >= 100:
        return (names[n // 100] if n >= 200 else "ein") + "hundert" + (german(n % 100) if n % 100 else "")
    if n < 20:
        return names[n]
    unit = {0: "", 1: "einund"}.get(n % 10, f"{names[n % 10]}und")
    return unit + tens[n // 10 - 2]
