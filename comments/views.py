"""Saying something, and taking it back. Each address also works as a page of its own, without script."""

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import terms, traces
from articles.models import Article
from comments import answers, kept, posting, threads, writing
from comments.forms import CommentForm, EditForm
from comments.models import AlreadySettled, Comment
from comments.parts import parts_of
from common.client import client_address

require_form = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
def create(request, slug):
    """Post a comment or a reply. One answer for a key, however often it is sent."""
    article = _article_at(slug)
    if not request.user.is_authenticated:
        return _keep_comment(request, article)
    parent = _parent_in(article, request)
    if request.POST.get("do") in writing.HELP:
        return writing.help_with(request, article, parent)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return answers.unsent(request, article, form, parent=parent)

    terms.accept_ticked(request.user, request.POST)
    try:
        comment = posting.post(article=article, by=request.user, parent=parent, **_said(article, form))
    except posting.Refused as refused:
        return answers.unsent(request, article, form, parent=parent, refused=refused)
    kept.forget(request, place_in(article, parent, form.cleaned_data["part"]))
    traces.note(request.user, client_address(request.META))
    return answers.posted(request, comment)


@require_safe
@never_cache
def permalink(request, pk):
    comment = _shown(request, pk)
    if comment.is_gone:
        return answers.gone(request, comment)
    return redirect(_with_last_visit(request, threads.place_of(comment, request.user)))


@require_safe
@never_cache
@answers.signed_in
def reply(request, pk):
    parent = _shown(request, pk)
    if not parent.is_visible or not parent.article.takes_comments:
        return answers.no_reply(request, parent)
    form = CommentForm.fresh(parent=parent, **kept.kept_for(request, place_in(parent.article, parent)))
    return answers.replying(request, parent, form)


@require_form
@never_cache
def edit(request, pk):
    if not request.user.is_authenticated:
        return answers.sign_in(request, reverse("comment-edit", args=[pk]), place=f"edit:{pk}")
    comment = _own(request, pk)
    if request.method != "POST":
        return answers.editing(request, comment, EditForm(initial=_words_of(request, comment)))
    if request.POST.get("do") == "preview":
        return writing.preview_edit(request, comment)
    form = EditForm(request.POST)
    if not form.is_valid():
        return answers.editing(request, comment, form)

    terms.accept_ticked(request.user, request.POST)
    try:
        posting.edit(comment, by=request.user, **form.cleaned_data)
    except posting.Refused as refused:
        return answers.editing(request, comment, form, refused)
    kept.forget(request, f"edit:{pk}")
    return answers.changed(request, comment, _("Your comment is changed."))


@require_form
@never_cache
@login_required
def delete(request, pk):
    comment = _own(request, pk)
    if request.method != "POST" and not comment.is_gone:
        return render(request, "comments/delete.html", {"comment": comment, "article": comment.article})

    try:
        comment.delete_by_author()
    except AlreadySettled:
        return answers.follow(request, comment.get_absolute_url())
    return answers.changed(request, comment, _("Your comment is deleted. Its place stays, so that the thread stands."))


def _said(article, form):
    words = {name: form.cleaned_data[name] for name in ("body", "key", "correction")}
    part = form.cleaned_data["part"]
    return {**words, "part": parts_of(article).get(part) if part else None}


def place_in(article, parent=None, part=""):
    """The name under which text for this form is kept."""
    if part:
        return f"about:{article.pk}:{part}"
    return f"reply:{parent.pk}" if parent else f"say:{article.pk}"


def _with_last_visit(request, place):
    """What was new to the reader stays marked on the way to it."""
    new = request.GET.get("new")
    if not threads.is_number(new):
        return place
    page, _, anchor = place.partition("#")
    return f"{page}{'&' if '?' in page else '?'}new={new}#{anchor}"


def _article_at(slug):
    """The clip at this address, or that was at it when the form was opened."""
    found = Article.objects.public().filter(Q(slug=slug) | Q(old_slugs__slug=slug)).first()
    if not found:
        raise Http404
    return found


def _parent_in(article, request):
    number = request.POST.get("parent", "")
    if not number:
        return None
    if not threads.is_number(number):
        raise Http404
    return get_object_or_404(article.comments, pk=number)


def _shown(request, pk):
    found = Comment.objects.shown_to(request.user).select_related("article", "author")
    return get_object_or_404(found, pk=pk, article__in=Article.objects.public())


def _own(request, pk):
    own = Comment.objects.filter(author=request.user).select_related("article", "author")
    return get_object_or_404(own, pk=pk)


def _words_of(request, comment):
    kept_body = kept.kept_for(request, f"edit:{comment.pk}").get("body", comment.body)
    return {"body": kept_body, "version": comment.revisions.count()}


def _keep_comment(request, article):
    """The session has ended: the text waits in the new one, and signing in leads back to it."""
    number = request.POST.get("parent", "")
    if threads.is_number(number):
        return answers.sign_in(request, reverse("comment-reply", args=[number]), place=f"reply:{number}")
    part = request.POST.get("part", "")[:40]
    if part in parts_of(article):
        back = reverse("comments-about", args=[article.slug, part])
        return answers.sign_in(request, f"{back}#say", place=place_in(article, part=part))
    return answers.sign_in(request, f"{article.get_absolute_url()}#say", place=f"say:{article.pk}")
