"""What is found in the table of comments without reading it through."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast

ROOTS, OF_A_PART, FEATURED = Q(parent__isnull=True), ~Q(about_kind=""), Q(featured_at__isnull=False)
# 1 for a question that has its answer, else 0: as an expression without parameters, which an index can hold.
ANSWERED = Cast(
    models.ExpressionWrapper(Q(answer__isnull=False), output_field=models.BooleanField()), models.IntegerField()
)
INDEXES = [
    models.Index(fields=["status", "id"], name="comment_by_status"),
    models.Index(fields=["author", "-id"], name="comment_by_author"),
    models.Index(fields=["author", "-created_at", "-id"], name="comment_timeline"),
    models.Index(fields=["author", "status"], name="comment_record"),
    models.Index(fields=["-settled_at", "-id"], name="comment_removed", condition=Q(status="removed")),
    # A page of roots is a keyset in each order. Without `parent` SQLite would take another index.
    models.Index(fields=["article", "parent", "-best", "-id"], name="root_best", condition=ROOTS),
    models.Index(fields=["article", "parent", "-id"], name="root_newest", condition=ROOTS),
    models.Index(fields=["article", "parent", "-replies_below", "-id"], name="root_discussed", condition=ROOTS),
    models.Index("article", "parent", ANSWERED.desc(), F("id").desc(), name="root_answered", condition=ROOTS),
    models.Index(fields=["article", "about_kind", "about_id"], name="comment_about", condition=OF_A_PART),
    models.Index(fields=["article", "id"], name="comment_in_time"),
    models.Index(fields=["article", "-featured_at"], name="comment_featured", condition=FEATURED),
    models.Index(fields=["article", "appeared", "status"], name="comment_appeared"),
    models.Index(fields=["waits_since", "id"], name="comment_waiting", condition=Q(status="held")),
    models.Index(fields=["fingerprint"], name="comment_fingerprint"),
    models.Index(fields=["correction", "id"], name="comment_correction", condition=~Q(correction="")),
]
