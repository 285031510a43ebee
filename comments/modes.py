"""What a thread is for: comments, questions to those who made the clip, or corrections."""

from articles.models import Article
from comments.models import Comment

Mode = Article.Comments


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
