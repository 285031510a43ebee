import subprocess
import sys
import time
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments.fingerprints import fingerprint, is_telling, near

TEXT = "Buy cheap watches at my shop, the best prices in the whole of Quillmouth, come and see them today"
OTHERS = [
    "I think that the council should have waited for the second report on the tide heat before it voted",
    "The council waited long enough. My house is cold, and the second report says what the first one said.",
    "Does anybody know what the connection costs for a house with two flats? The clip only names the whole sum.",
    "Nine days is not a frost. In the winter of the long ice the quay was closed for eleven weeks.",
    "My grandfather worked in the ice house, and he always said that the cold would be worth more than the fish.",
    "Could the Courier please name its source? I read the minutes and they do not say what you say they say.",
    "Thank you for the clip. The key facts were all that I needed before the meeting tonight in the hall.",
    "The best prices in town are at the market on Saturday, and nobody needs a shop on the internet for that.",
]


@pytest.mark.parametrize(
    "other",
    [
        TEXT.upper(), f"  {TEXT}!!! ", TEXT.replace("a", "á"), TEXT.replace(" ", "\n"), f"**{TEXT}**",
        TEXT.replace("cheap", "very cheap"), TEXT.replace("watches", "clocks"), f"Hello dear. {TEXT}", f"{TEXT} x29k",
    ],
)  # fmt: skip
def test_nearly_the_same_words_are_near(other):
    assert near(fingerprint(TEXT), fingerprint(other))


def test_the_same_advertisement_with_another_link_is_near():
    hosts = [
        "alpha.example/1",
        "bravo-shop.example/watches/today",
        "c.example",
        "delta.example/?ref=77&from=quillmouth",
    ]
    marks = {fingerprint(f"Great discount on watches today only, visit https://{host} now and save.") for host in hosts}

    assert len(marks) == 1


def test_of_little_more_than_links_every_letter_of_them_counts():
    assert not near(fingerprint("See https://alpha.example/1"), fingerprint("See https://bravo.example/2"))
    assert not near(fingerprint("https://courier.example/heat"), fingerprint("https://courier.example/a-third-way"))
    source = "Here is the source for what I said above: https://{}"
    assert fingerprint(source.format("a.example/minutes")) != fingerprint(source.format("b.example/report.pdf"))


def test_different_comments_are_not():
    marks = [fingerprint(text) for text in [TEXT, *OTHERS]]

    assert [pair for pair in combinations(marks, 2) if near(*pair)] == []


def test_of_short_texts_every_letter_counts():
    assert near(fingerprint("Thank you!"), fingerprint("thank  you"))
    assert not near(fingerprint("Thank you!"), fingerprint("Thanks, you"))
    assert not is_telling(fingerprint("Thank you!"))


@given(st.text(max_size=400))
def test_it_fits_a_database_and_is_near_itself(text):
    mark = fingerprint(text)

    assert -(2**63) <= mark < 2**63
    assert near(mark, mark)


def test_it_is_the_same_in_every_process():
    code = f"from comments.fingerprints import fingerprint; print(fingerprint({TEXT!r}))"
    root = Path(__file__).parents[2]

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=root, text=True)

    assert int(said.stdout) == fingerprint(TEXT)


def test_a_long_comment_takes_no_time_to_speak_of():
    start = time.process_time()

    fingerprint(" ".join(f"{TEXT} {n}" for n in range(60))[:5000])

    assert time.process_time() - start < 0.5  # measured: 8 ms
