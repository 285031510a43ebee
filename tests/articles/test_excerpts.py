from urllib.parse import unquote

import pytest

from articles.excerpts import MOST_CHARACTERS, Passage, excerpts, limit_of, link_to

SENTENCE = "Seventeen were in favour and six against."
BEFORE, AFTER = "word " * 60, " word" * 60


def passage_in(text, quote=SENTENCE):
    start = text.index(quote)
    return Passage(text, start, start + len(quote))


def shown(excerpt):
    return excerpt.before + excerpt.quote + excerpt.after


def test_a_passage_is_shown_with_thirty_words_on_each_side():
    text = f"{BEFORE}{SENTENCE}{AFTER}" + "\n\n" + "more " * 2000

    (excerpt,) = excerpts([passage_in(text)])

    assert excerpt.quote == SENTENCE
    assert (len(excerpt.before.split()), len(excerpt.after.split())) == (30, 30)
    assert excerpt.more_before
    assert excerpt.more_after


def test_words_around_a_passage_stay_in_its_paragraph():
    text = f"Another matter.\n\nThe clerk counted. {SENTENCE}\n\nThen they went home." + "\n\n" + "more " * 2000

    (excerpt,) = excerpts([passage_in(text)])

    assert shown(excerpt) == f"The clerk counted. {SENTENCE}"
    assert not excerpt.more_before
    assert not excerpt.more_after


@pytest.mark.parametrize("length", [400, 3000, 20_000])
def test_words_around_passages_are_shown_only_below_the_limit_of_the_source(length):
    sentences = [f"The gauge of day {n} read {n + 3} degrees at the old ice house." for n in range(30)]
    text = " ".join(sentences) + " more" * ((length - 1800) // 5)
    passages = [passage_in(text, sentence) for sentence in sentences if sentence in text]

    found = excerpts(passages)

    total = sum(len(shown(excerpt)) for excerpt in found)
    assert total <= min(MOST_CHARACTERS, 0.15 * len(text)) or not any(e.before or e.after for e in found)


def test_context_gives_way_before_any_word_of_a_quotation():
    text = f"{BEFORE}{SENTENCE}{AFTER}"

    (excerpt,) = excerpts([passage_in(text)])

    assert excerpt.quote == SENTENCE
    assert len(shown(excerpt)) <= limit_of([text])
    assert len(excerpt.before.split()) < 30


def test_a_passage_that_is_cited_twice_counts_once():
    text = SENTENCE + " more" * 60
    once = passage_in(text)

    first, second = excerpts([once, once])

    assert first.quote == second.quote == SENTENCE


def test_a_quotation_longer_than_a_paragraph_shows_its_beginning_and_says_so():
    long = "The council heard the board, the anglers and the rowing club for four hours. " * 9
    text = long + "more " * 100

    (excerpt,) = excerpts([passage_in(text, long)])

    assert excerpt.cut
    assert long.startswith(excerpt.quote)
    assert 500 < len(excerpt.quote) <= 600


def test_context_in_scripts_without_spaces_is_bounded_too():
    text = "潮" * 500 + "十七票赞成" + "水" * 500 + "\n\n" + "海" * 5000

    (excerpt,) = excerpts([passage_in(text, "十七票赞成")])

    assert 0 < len(excerpt.before) <= 60
    assert 0 < len(excerpt.after) <= 60


@pytest.mark.parametrize(
    ("quote", "fragment"),
    [
        ("Tide heat, at last", "Tide%20heat%2C%20at%20last"),
        ("a once-only fee", "a%20once%2Donly%20fee"),
        ("Quill & Sons", "Quill%20%26%20Sons"),
        ("Bürgerbank öffnet", "B%C3%BCrgerbank%20%C3%B6ffnet"),
    ],
)
def test_a_link_leads_to_the_words_themselves(quote, fragment):
    assert link_to("https://courier.example/1", quote) == f"https://courier.example/1#:~:text={fragment}"


def test_a_long_quotation_is_linked_by_its_first_and_last_words():
    quote = "One two three four five six " + "and so on " * 30 + "in the end it was all well"

    start, end = link_to("https://courier.example/1", quote).partition("#:~:text=")[2].split(",")

    assert quote.startswith(unquote(start))
    assert quote.endswith(unquote(end))


def test_a_source_without_address_has_no_link():
    assert link_to("", "Seventeen were in favour.") == ""


def test_every_passage_is_shown_whole_however_many_there_are():
    sentences = [f"On day {n} the gauge at the old ice house read {n + 3} degrees below the mark." for n in range(6)]
    text = " ".join(sentences) + " more" * 200

    assert [excerpt.quote for excerpt in excerpts([passage_in(text, s) for s in sentences])] == sentences
