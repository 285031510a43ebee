"""What strangers wrote is read in a process that can neither grow, nor stay, nor tell secrets."""

import pytest

from curation.intake import limited


def ask(do, deadline=10.0):
    return limited.ask("tests.curation.greedy_child", b"", {"do": do}, deadline=deadline)


@pytest.mark.parametrize("do", ["fill", "dive"])
def test_who_wants_too_much_is_told_as_too_large(do):
    assert ask(do) == limited.OUT_OF_MEMORY


def test_no_child_may_have_300_megabytes():
    assert limited.MEMORY <= 300_000_000


def test_a_child_that_dies_or_sleeps_is_an_error():
    with pytest.raises(limited.Broke):
        ask("die")
    with pytest.raises(limited.TooSlow):
        ask("sleep", deadline=0.3)


def test_a_child_has_none_of_the_sites_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "quill")

    known = ask("look")["known"]

    assert "PATH" in known
    assert "SECRET_KEY" not in known
