from hypothesis import given
from hypothesis import strategies as st

from curation.evidence.share import is_long, longest_run, share_shown

SOURCE = " ".join(f"word{n}" for n in range(400))


def words(start, end):
    return " ".join(f"word{n}" for n in range(start, end))


def test_what_stands_in_several_texts_counts_once():
    assert share_shown(SOURCE, [words(0, 100), words(50, 150), "another thing"]) == 150 / 400


def test_single_words_are_nobodys():
    assert share_shown(SOURCE, [" and ".join(f"word{n}" for n in range(400))]) == 0


def test_of_a_short_notice_any_clip_repeats_most():
    assert share_shown(words(0, 60), [words(0, 60)]) == 0


def test_a_run_ends_at_a_quotation_mark():
    quoted = f"{words(0, 40)} “{words(40, 120)}” {words(120, 170)}"

    assert longest_run(quoted, SOURCE).length == 50
    assert is_long(longest_run(words(3, 80), SOURCE))
    assert not is_long(longest_run(words(3, 40), SOURCE))


def test_of_chinese_characters_more_make_a_run():
    source = "".join(chr(0x4E00 + n) for n in range(300))

    assert not is_long(longest_run(source[:80], source))
    assert is_long(longest_run(source[:150], source))


@given(st.integers(0, 399), st.integers(0, 399), st.integers(0, 399))
def test_the_longest_run_is_found_wherever_it_stands(a, b, c):
    start, end = sorted((a, b))
    found = longest_run(f"{words(c, c + 3)} x {words(start, end)} y", SOURCE)

    assert found.length == max(end - start if end - start >= 5 else 0, 0)
