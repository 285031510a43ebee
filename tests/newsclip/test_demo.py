"""The demonstration: its words are proof-read here, and its two verbs are tried."""

from collections import Counter

import pytest

from newsclip.demo import manuscripts, proofs

FOLDERS = sorted(path for path in (manuscripts.FOLDER / "clips").iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def clips():
    return manuscripts.read_all()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_clip_passes_the_proof_reader(folder):
    assert proofs.findings(manuscripts.read(folder)) == []


def test_every_passage_stands_in_its_source_word_for_word(clips):
    cited = [
        (clip.sources[passage.source].text[passage.start : passage.end], passage.quote)
        for clip in clips
        for row in [*clip.facts, *clip.quick, *clip.faq]
        for passage in row.cites
    ]

    assert len(cited) > 200
    assert all(stands == quote for stands, quote in cited)


def test_a_passage_that_stands_nowhere_stops_the_reading(clips):
    with pytest.raises(manuscripts.NotVerbatim, match="0 places"):
        manuscripts.find("The pump runs on cucumber.", clips[0].sources)


def test_a_passage_that_stands_twice_stops_the_reading(clips):
    with pytest.raises(manuscripts.NotVerbatim, match="not in one"):
        manuscripts.find("the", clips[0].sources)


def test_a_number_that_its_passage_lacks_is_found(clips):
    wrong = clips[0].facts[1]
    clip = manuscripts.Manuscript(
        **vars(clips[0])
        | {"facts": [manuscripts.FactText(wrong.label, wrong.text.replace("38.6", "36.8"), wrong.cites)] * 4}
    )

    assert "36.8 not in the passages of 'Cost'" in proofs.findings(clip)


def test_most_tags_lead_on_to_another_clip(clips):
    used = Counter(tag for clip in clips for tag in clip.given["tags"])

    assert all(any(used[tag] > 1 for tag in clip.given["tags"]) for clip in clips)
    assert sum(n for n in used.values() if n > 1) > sum(used.values()) * 0.6


def test_there_is_one_clip_in_each_state_and_enough_to_read(clips):
    states = Counter(clip.status for clip in clips)

    assert states["published"] >= 18
    assert states["draft"] == states["scheduled"] == states["withdrawn"] == 1
    assert sum("correction" in clip.given for clip in clips) == 1
    assert {clip.given.get("language", "en") for clip in clips} >= {"en", "de", "fr"}


@pytest.mark.parametrize(
    ("words", "hours"), [("5 hours before", 5), ("2 days 3 hours before", 51), ("3 days ahead", -72)]
)
def test_spans_of_time_are_read_as_written(words, hours):
    assert manuscripts.span(words).total_seconds() == hours * 3600
