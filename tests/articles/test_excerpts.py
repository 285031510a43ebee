from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.excerpts import Passage, excerpts, limit_of, link_to, repeated

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


def span_of(passage, excerpt):
    """Where in the source an excerpt stands."""
    said = shown(excerpt)
    at = passage.text.find(said, 0 if excerpt.before else passage.start)
    assert passage.text[at : at + len(said)] == said
    return at, at + len(said)


def characters(spans):
    return len({n for start, end in spans for n in range(start, end)})


WORDS = st.lists(
    st.sampled_from("tide heat 1,200 crowns Hale the of a\n\nQuay 潮水 pays".split(" ")), min_size=1, max_size=400
)


@given(st.data(), WORDS.map(" ".join), st.integers(1, 12))
def test_all_that_is_shown_of_a_source_stays_below_its_limit(data, text, count):
    passages, stated = [], []
    for _ in range(count):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        proves = data.draw(st.sampled_from(["", "Hale pays 1,200 crowns", text[start:end]]))
        passages.append(Passage(text, start, end, proves))
        at = text.find(proves.strip()) if len(proves.strip()) >= 30 else -1
        stated += [(at, at + len(proves.strip()))] if at >= 0 else []

    found = excerpts(passages)

    spans = [span_of(passage, excerpt) for passage, excerpt in zip(passages, found, strict=True) if excerpt.quote]
    # What facts say in the source's own words is on the page already, and may be more than the limit by itself.
    assert characters(spans + stated) <= max(limit_of([text]), characters(stated))


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


def test_a_long_passage_is_cut_at_words_around_what_bears_the_fact_out():
    long = "The council heard the board, the anglers and the rowing club for four hours and decided little. " * 4
    passage = f"{long}A single connection charge of 1,200 crowns applies to each dwelling. {long}".strip()
    text = f"{passage} " + "more " * 300

    (excerpt,) = excerpts([replace(passage_in(text, passage), proves="Joining costs 1,200 crowns.")])

    assert excerpt.cut_before
    assert excerpt.cut
    assert "1,200 crowns" in excerpt.quote
    assert f" {excerpt.quote} " in passage
    assert limit_of([text]) - 12 < len(excerpt.quote) <= limit_of([text])


def test_short_passages_stay_whole_where_long_ones_are_cut():
    long = "The council heard the board, the anglers and the rowing club for four hours and decided little. " * 5
    text = f"{SENTENCE} {long}" + "more " * 150

    short, cut = excerpts([passage_in(text), passage_in(text, long.strip())])

    assert short.quote == SENTENCE
    assert 100 < len(cut.quote) < 250


def test_where_too_little_is_left_nothing_is_shown_and_the_first_passages_have_the_room():
    sentences = [f"On day {n} the gauge at the old ice house read {n + 3} degrees below the mark." for n in range(9)]
    text = " ".join(sentences)

    found = excerpts([passage_in(text, sentence) for sentence in sentences])

    assert [bool(excerpt.quote) for excerpt in found] == sorted((bool(e.quote) for e in found), reverse=True)
    assert 0 < sum(bool(excerpt.quote) for excerpt in found) < 9


def test_a_fact_in_the_sources_own_words_is_shown_already_and_leaves_less_for_the_others():
    other = "The ferry crosses at half past nine, by sail, steam and diesel, and takes the milk."
    text = f"{SENTENCE} {other} " + "more " * 60
    own, second = replace(passage_in(text), proves=SENTENCE), passage_in(text, other)

    first, rest = excerpts([own, second])
    alone, more = excerpts([replace(own, proves="17 to 6."), second])

    assert first.quote == SENTENCE
    assert len(rest.quote) < len(more.quote) + len(SENTENCE) - len(alone.quote)


OTHER = "The ferry crosses at half past nine, by sail, steam and diesel, and takes the milk."


@pytest.mark.parametrize("says", [OTHER, OTHER.lower(), f"In short: {OTHER[:-1]}; so it was said."])
def test_what_a_source_reports_in_its_own_words_leaves_less_for_its_passages(says):
    text = f"{SENTENCE} {OTHER} " + "more " * 100

    (alone,) = excerpts([passage_in(text)])
    (beside,) = excerpts([passage_in(text)], says=says)

    assert len(shown(beside)) + len(OTHER) - 1 <= limit_of([text]) < len(shown(alone)) + len(OTHER)
    assert excerpts([passage_in(text)], says="The boat goes in the morning and has milk on board.") == [alone]


def test_what_a_source_reports_is_shown_once_though_a_passage_has_it_too():
    text = f"{SENTENCE} " + "more " * 100

    assert excerpts([passage_in(text)], says=SENTENCE) == excerpts([passage_in(text)])


def test_of_two_texts_of_a_source_its_words_count_once():
    one, two = (f"{SENTENCE} {OTHER} " + "more " * n for n in (300, 301))

    found = excerpts([passage_in(one), passage_in(two)], says=OTHER)

    assert [excerpt.quote for excerpt in found] == [SENTENCE, SENTENCE]


@given(st.text("ab ", max_size=300), st.integers(0, 200), st.integers(0, 100), st.text("xyz ", max_size=20))
def test_the_words_that_are_repeated_stand_in_both(text, start, length, around):
    said = f"{around}{text[start : start + length]}{around}"

    assert all(text[a:b] in " ".join(said.split()) and b - a >= 30 for a, b in repeated(text, said))


def test_a_source_that_is_free_to_quote_has_no_limit():
    text = f"{BEFORE}{SENTENCE}{AFTER}"

    (excerpt,) = excerpts([passage_in(text)], free=True)

    assert len(excerpt.before.split()) == 30


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


def test_a_link_is_never_cut_within_a_word():
    quote = "Schifffahrtsgesellschaften und Rindfleischetikettierungsüberwacher warnen. " * 2 + "Bootsbauermeister auch"

    start, end = link_to("https://courier.example/1", quote).partition("#:~:text=")[2].split(",")

    assert unquote(start) in quote
    assert quote.startswith(f"{unquote(start)} ")
    assert quote.endswith(f" {unquote(end)}")
