"""What a thread is for: comments, questions to those who made the clip, or corrections."""

from articles.models import Article
from comments.models import Comment
from comments.parts import LONGEST

Mode = Article.Comments


def about(article, *, parent, part, correction) -> dict[str, str]:
    """What a new comment is and what it is about, as `Comment.objects.submit` takes it."""
    kind = {"kind": kind_of(article, parent=parent, correction=correction)}
    if part is None or parent is not None:
        return kind
    return {**kind, "about_kind": part.kind, "about_id": part.id, "about_words": part.words[:LONGEST]}


def note_answer(reply):
    if answers_question(reply):
        reply.parent.answer_with(reply)


def settle_answer(reply):
    """A question is answered as long as its answer stands; then by the next one that does."""
    if reply.is_visible:
        return note_answer(reply)
    for question in Comment.objects.filter(answer=reply):
        question.answer = None
        question.save(update_fields=["answer"])
        for next_one in question.replies.visible().select_related("article", "author").order_by("pk"):
            note_answer(next_one)
    return None


def kind_of(article, *, parent=None, correction=False) -> str:
    """What a new comment is. Replies are comments; in a thread of questions each root is one."""
    if parent is not None:
        return Comment.Kind.COMMENT
    if correction or article.comments_mode == Mode.CORRECTIONS:
        return Comment.Kind.CORRECTION
    return Comment.Kind.QUESTION if article.comments_mode == Mode.QUESTIONS else Comment.Kind.COMMENT


def answers_question(reply) -> bool:
    """A visible reply by somebody who made the clip, or by its editors, to a question that has no answer yet."""
    parent = reply.parent
    if parent is None or parent.kind != Comment.Kind.QUESTION or parent.answer_id or not reply.is_visible:
        return False
    return reply.author.may_curate or reply.article.article_makers.filter(user=reply.author).exists()
