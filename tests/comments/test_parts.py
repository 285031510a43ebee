"""Comments about a part of the clip; questions and corrections."""

import pytest
from django.urls import reverse

from articles.models import Answer, Article
from comments import posting
from comments.models import AlreadySettled, Comment
from comments.parts import counts_about, paragraph_id, part_of, parts_of
from tests.comments.reading import fields, page
from tests.factories import make_article, make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article(facts=2, answers=1, body="The first *paragraph*.\n\n> Said\n\nThe second one.")


@pytest.fixture
def reader(client):
    reader = make_user(username="maud")
    client.force_login(reader)
    return reader


def post(article, by, **more):
    return posting.post(article=article, by=by, body=f"Nine days by {by}.", **more)


def about(article, part):
    return reverse("comments-about", args=[article.slug, part.anchor])


def a_fact(article):
    return next(part for part in parts_of(article).values() if part.kind == "fact")


def test_facts_answers_and_paragraphs_are_parts(article):
    found = list(parts_of(article).values())

    assert [part.kind for part in found] == ["paragraph"] * 3 + ["fact"] * 2 + ["answer"] * 2
    assert found[0].words == "The first paragraph."
    assert found[3].place == article.key_facts.first().anchor


def test_a_comment_about_a_part_is_shown_with_it_and_counted_beside_it(client, article):
    part = a_fact(article)
    comment = post(article, make_user(), part=part)

    clip, its_page = page(client.get(article.get_absolute_url())), page(client.get(about(article, part)))

    beside = clip.query_one(f"#{part.place} .said-about")
    assert beside.attrs["href"] == about(article, part)
    assert "1 comment" in beside.to_text()
    assert its_page.query_one(f"#comment-{comment.pk}")
    assert part.words in clip.query_one(f"#comment-{comment.pk} .about").to_text()


def test_only_what_everybody_reads_is_counted(article):
    part = a_fact(article)
    post(article, make_user(), part=part).remove("2")
    post(article, make_user(), part=part)

    assert counts_about(article) == {(part.kind, part.id): 1}


def test_the_form_of_a_part_posts_about_it(client, reader, article):
    part = a_fact(article)
    form = fields(page(client.get(about(article, part))).query_one("#say"))

    client.post(f"{article.get_absolute_url()}comments/", {**form, "body": "Nine days."})

    comment = Comment.objects.get()
    assert (comment.about_kind, comment.about_id, comment.about_words) == ("fact", part.id, part.words)


def test_replies_about_a_part_stand_with_it(client, article):
    part = a_fact(article)
    comment = post(article, make_user(), part=part)
    reply = make_comment(parent=comment)
    make_comment(article)

    shown = page(client.get(about(article, part)))

    assert [e.attrs["id"] for e in shown.query("article.comment")] == [f"comment-{comment.pk}", f"comment-{reply.pk}"]


def test_what_is_said_about_a_part_outlives_it(client, article):
    part = next(iter(parts_of(article).values()))
    comment = post(article, make_user(), part=part)
    Article.objects.filter(pk=article.pk).update(body="Anew.", body_html="<p>Anew.</p>")

    shown = page(client.get(about(article, part)))

    assert part_of(Article.objects.get(pk=article.pk), part.anchor).place == ""
    assert shown.query_one(f"#comment-{comment.pk}")
    assert not shown.query("#say")


def test_a_paragraph_is_the_same_in_other_letters_and_spaces():
    assert paragraph_id("The  First paragraph") == paragraph_id("the first paragraph")
    assert paragraph_id("The first") != paragraph_id("The second")


@pytest.mark.parametrize("anchor", ["fact-nothere", "fact", "x-y", "paragraph-", "title-1"])
def test_no_page_for_what_is_no_part(client, article, anchor):
    assert client.get(reverse("comments-about", args=[article.slug, anchor])).status_code == 404


def test_a_made_up_part_is_ignored(client, reader, article):
    client.post(f"{article.get_absolute_url()}comments/", {"body": "Nine days.", "part": "fact-nothere"})

    assert Comment.objects.get().about_kind == ""


def test_the_thread_of_a_part_pages(client, article):
    part = a_fact(article)
    author = make_user(role="moderator")
    for n in range(52):
        posting.post(article=article, by=author, body=f"Comment {n}", part=part)

    first = page(client.get(about(article, part)))
    onward = first.query_one("[rel=next]").attrs["href"]
    second = page(client.get(f"{about(article, part)}{onward.partition('#')[0]}"))

    assert (len(first.query("article.comment")), len(second.query("article.comment"))) == (50, 2)


def test_the_list_of_parts_counts(client, article):
    post(article, make_user(), part=a_fact(article))

    shown = page(client.get(reverse("comments-parts", args=[article.slug])))

    assert len(shown.query(".clip-parts li")) == 7
    assert [e.to_text().strip() for e in shown.query(".clip-parts small")] == ["1 comment"]


# Questions


def test_in_a_thread_of_questions_each_root_is_one(client, article):
    Article.objects.filter(pk=article.pk).update(comments_mode="questions")
    article.refresh_from_db()
    question = post(article, make_user())

    reply = post(article, make_user(), parent=question)

    assert (question.kind, reply.kind) == ("question", "comment")
    assert "not answered yet" in client.get(article.get_absolute_url()).content.decode()


def test_a_reply_by_who_made_the_clip_answers_the_question(article):
    Article.objects.filter(pk=article.pk).update(comments_mode="questions")
    article.refresh_from_db()
    question = post(article, make_user())
    post(article, make_user(), parent=question)

    answer = post(article, article.makers.get(), parent=question)
    post(article, article.makers.get(), parent=question)

    question.refresh_from_db()
    assert question.answer == answer


# Corrections


def test_a_correction_waits_for_an_editor(article):
    comment = post(article, make_user(), correction=True)

    assert (comment.kind, comment.correction) == ("correction", "open")


def test_a_correction_is_settled_once(article):
    comment = post(article, make_user(), correction=True)
    comment.settle_correction("accepted", revision=article.revisions.latest("pk"))

    with pytest.raises(AlreadySettled):
        Comment.objects.get(pk=comment.pk).settle_correction("declined")

    assert Comment.objects.get().credited_in


def test_answers_are_of_both_kinds(article):
    assert {row.kind for row in article.answers.all()} == set(Answer.Kind.values)


def test_answered_questions_come_first_and_pages_keep_the_order(client, article):
    Article.objects.filter(pk=article.pk).update(comments_mode="questions")
    article.refresh_from_db()
    author = make_user(role="moderator")
    questions = [posting.post(article=article, by=author, body=f"Question {n}?") for n in range(60)]
    post(article, article.makers.get(), parent=questions[30])

    first = page(client.get(article.get_absolute_url()))
    onward = first.query_one(".comments [rel=next]").attrs["href"].partition("#")[0]
    second = page(client.get(onward))

    seen = [e.attrs["id"] for each in (first, second) for e in each.query("#thread > li > article.comment")]
    others = [question for question in reversed(questions) if question != questions[30]]
    assert seen == [f"comment-{question.pk}" for question in (questions[30], *others)]
