"""What others quoted of comments that are erased: those lines go too, the rest of what they say stays."""

import re
from collections import defaultdict

from comments.models import Comment, CommentRevision, Draft
from comments.rewording import change_row

GONE = "…"
MARKS = re.compile(r"\s*(?:>\s*)+")
TELLING = 25  # characters; a shorter line may be said by anybody, and goes from answers only


def take(comments):
    """Call it before their words go, with the clips held."""
    said, clips = _lines_said(comments), defaultdict(set)
    for comment in comments:
        clips[comment.article_id] |= {line for line in said[comment.pk] if len(line) >= TELLING}
    quoting = {"body__contains": ">"}
    for comment in Comment.objects.filter(article__in=clips, **quoting):
        _take(comment, comment, said, clips)
    for version in CommentRevision.objects.filter(comment__article__in=clips, **quoting).select_related("comment"):
        _take(version, version.comment, said, clips)
    for draft in Draft.objects.filter(article__in=clips, **quoting):
        mine = [comment.pk for comment in comments if comment.article_id == draft.article_id]
        _change(draft, clips[draft.article_id].union(*(said[number] for number in mine)))


def _lines_said(comments):
    """{number: lines} as they read now and before."""
    said = {comment.pk: lines_of(comment.body) for comment in comments}
    for number, body in CommentRevision.objects.filter(comment__in=said).values_list("comment", "body"):
        said[number] |= lines_of(body)
    return said


def lines_before(comment, person):
    """What somebody said above an answer to this comment; and elsewhere below the clip, where it tells them."""
    said = _lines_said(Comment.objects.filter(article=comment.article_id, author=person))
    answered = (said.get(number, set()) for number in (comment.pk, *comment.ancestors()))
    return {line for lines in said.values() for line in lines if len(line) >= TELLING}.union(*answered)


def _take(row, comment, said, clips):
    answered = [said[number] for number in comment.ancestors() if number in said]
    _change(row, clips[comment.article_id].union(*answered))


def _change(row, lines):
    if unquoted(row.body, lines) != row.body:
        change_row(type(row), row.pk, lambda text: unquoted(text, lines))


def lines_of(body):
    """Without what they quote themselves."""
    return {" ".join(line.split()) for line in body.splitlines() if line.strip() and not MARKS.match(line)}


def unquoted(text, said):
    """Without the quotations of these lines; a run of them becomes one mark. Pure."""
    kept = []
    for line in text.split("\n"):
        if (marks := MARKS.match(line)) and _is_of(" ".join(line[marks.end() :].split()), said):
            line = f"{line[: marks.end()].strip()} {GONE}"
            if kept[-1:] == [line]:
                continue
        kept.append(line)
    return "\n".join(kept)


def _is_of(words, said):
    start = words.removesuffix(GONE).strip()
    return words in said or (words.endswith(GONE) and bool(start) and any(line.startswith(start) for line in said))
