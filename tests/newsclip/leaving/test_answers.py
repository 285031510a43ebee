"""How others call somebody who leaves, in answers to them; and what they quote of words that are erased."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import posting
from comments.models import Comment, CommentRevision, Draft
from comments.quotations import lines_of, unquoted
from newsclip.leaving import erasing
from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db
NAME, CALLED = "ada-hathersage", "Ada Hathersage Moor"


@pytest.fixture
def ada():
    return make_user(NAME, display_name=CALLED)


def leave(person, how="erase"):
    person.delete_at, person.delete_how = timezone.now() - timedelta(minutes=1), how
    person.save(update_fields=["delete_at", "delete_how"])
    erasing.erase_due()


def anew(row):
    return type(row).objects.get(pk=row.pk).body


@pytest.mark.parametrize("how", ["erase", "anonymise"])
@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("You are right, ADA hathersage moor!", "You are right, …!"),
        ("Ada-Hathersage, you are right.", "…, you are right."),
        ("So says @ada-hathersage, Ada Hathersage Moor.", "So says @…, …."),
        ("Not ada-hathersages, nor Ada Hathersage Moorland.", "Not ada-hathersages, nor Ada Hathersage Moorland."),
        ("**Ada Hathersage Moor** is <strong>.", "**…** is <strong>."),
    ],
)
def test_answers_to_somebody_who_left_do_not_call_them_by_name(ada, how, said, left):
    mine = make_comment(author=ada)
    answer = posting.post(article=mine.article, by=make_user(), body=said, parent=mine)
    below = posting.post(article=mine.article, by=make_user(), body=f"Yes: {said}", parent=answer)
    version = CommentRevision.objects.create(comment=below, body=said)
    draft = Draft.objects.create(by=below.author, place=f"reply:{mine.pk}", article=mine.article, body=said)

    leave(ada, how)

    assert [anew(row) for row in (answer, below, version, draft)] == [left, f"Yes: {left}", left, left]
    for name in (NAME, CALLED):
        if name.casefold() not in left.casefold():
            assert name.casefold() not in Comment.objects.get(pk=answer.pk).body_html.casefold()


def test_elsewhere_and_beside_them_nobody_is_looked_for_by_name(ada):
    mine = make_comment(author=ada)
    beside = make_comment(mine.article, body=f"{CALLED} is a composer.")
    far = make_comment(body=f"{CALLED} is a composer.")

    leave(ada)

    assert [anew(beside), anew(far)] == [f"{CALLED} is a composer."] * 2


@pytest.mark.parametrize("word", ["harbour", "strong", "The harbour"])
def test_who_calls_themselves_like_a_word_takes_no_word_of_others_along(word):
    ada = make_user("harbour" if word != "strong" else word, display_name="" if " " not in word else word)
    for _ in range(3):
        make_comment(body=f"Is {word} full?")
    mine = make_comment(author=ada)
    answer = posting.post(article=mine.article, by=make_user(), body=f"**No**, {word} is empty.", parent=mine)

    leave(ada)

    left = Comment.objects.get(pk=answer.pk)
    assert left.body == f"**No**, {word} is empty."
    assert left.body_html == answer.body_html


def test_what_a_word_looks_like_in_html_is_not_taken_for_a_name():
    ada = make_user("strong", display_name="")
    mine = make_comment(author=ada)
    answer = posting.post(article=mine.article, by=make_user(), body="**No**, it is empty.", parent=mine)

    leave(ada)

    assert "<strong>No</strong>" in Comment.objects.get(pk=answer.pk).body_html


@pytest.mark.parametrize("name", ["strong", "href", "nofollow", "amp", "code", "blockquote"])
def test_who_calls_themselves_like_a_word_of_html_keeps_their_own_words_whole(name):
    ada = make_user(name, display_name="")
    said = "**No** & [yes](https://example.org/?a=1&b=2), `so`.\n\n> It is."
    mine = posting.post(article=make_comment().article, by=ada, body=said)

    leave(ada, "anonymise")

    assert Comment.objects.get(pk=mine.pk).body_html == mine.body_html


@pytest.mark.parametrize(
    "typed", ["Zoë O'Neil Moor", "zoë o’neil moor", "Zoe\u0308 O'Neil Moor", "Zoë  O'Neil Moor", "ZOË O‘NEIL\nMOOR"]
)
@pytest.mark.parametrize("how", ["erase", "anonymise"])
def test_a_name_goes_however_it_is_typed(how, typed):
    zoe = make_user("zoe-moor", display_name="Zoë O'Neil Moor")
    mine = make_comment(author=zoe, body=f"So says {typed}.")
    answer = posting.post(article=mine.article, by=make_user(), body=f"Yes, {typed}!", parent=mine)

    leave(zoe, how)

    assert anew(answer) == "Yes, …!"
    assert anew(mine) == ("" if how == "erase" else "So says ….")


def test_words_that_are_erased_are_quoted_nowhere_in_the_thread(ada):
    mine = make_comment(author=ada, body="The slipway was mine before the flood.\n\nYes.")
    CommentRevision.objects.create(comment=mine, body="The slipway is mine, and always was.")
    answer = make_comment(parent=mine, body="> Yes.\n\nNo.")
    deeper = make_comment(parent=answer, body="> > Yes.\n> No.\n\nBut yes.")
    beside = make_comment(mine.article, body="> The slipway was mine before the flood.\n\n> Yes.\n\nWho says?")
    before = make_comment(parent=mine, body="> The slipway is mine, and always was.\n\nIt is not.")
    far = make_comment(body="> The slipway was mine before the flood.")

    leave(ada)

    assert [anew(row) for row in (answer, deeper, beside, before, far)] == [
        "> …\n\nNo.",
        "> > …\n> No.\n\nBut yes.",
        "> …\n\n> Yes.\n\nWho says?",
        "> …\n\nIt is not.",
        "> The slipway was mine before the flood.",
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("> One.\n> Two.\n\nThree.", "> …\n\nThree."),
        (">One.", "> …"),
        ("> > One.", "> > …"),
        ("> On …", "> …"),
        ("> …", "> …"),
        ("One.", "One."),
        ("> Four.", "> Four."),
    ],
)
def test_a_quotation_of_these_lines_becomes_one_mark(text, left):
    assert unquoted(text, lines_of("One.\nTwo.\n> Four.")) == left
