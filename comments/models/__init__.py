"""What readers say, and what belongs to it. One file per noun; import from here."""

from comments.models.comment import FREE_EDIT, MAX_DEPTH, SEGMENT, AlreadySettled, Comment, CommentQuerySet, take_turn
from comments.models.reading import Draft, ThreadFollow
from comments.models.revision import CommentRevision
from comments.models.screens import Action, Domain, Phrase, ScorerWeights
from comments.models.telling import Telling
from comments.models.votes import Vote
from comments.models.words import SaidWords

__all__ = [
    "FREE_EDIT",
    "MAX_DEPTH",
    "SEGMENT",
    "Action",
    "AlreadySettled",
    "Comment",
    "CommentQuerySet",
    "CommentRevision",
    "Domain",
    "Draft",
    "Phrase",
    "SaidWords",
    "ScorerWeights",
    "Telling",
    "ThreadFollow",
    "Vote",
    "take_turn",
]
