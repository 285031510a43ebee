"""Working on a clip together: approvals, notes, assignment and preview links, on one page."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from curation.desk import approving, linking, noting, reviewing, together
from curation.desk.together_forms import AssignForm, LinkForm, NoteForm, fresh_key
from curation.doors import clip_for, for_curators


@for_curators
@require_safe
def page(request, pk):
    part = NoteForm({"part": request.GET.get("part", "")})
    part.is_valid()
    return _page(request, clip_for(request.user, pk), wanted=part.cleaned_data.get("part", ""))


@for_curators
@require_POST
def approve(request, pk):
    article = clip_for(request.user, pk)
    try:
        approving.approve(article, request.POST.get("words", ""), by=request.user)
        messages.success(request, _("You approved these words."))
    except approving.WordsChanged:
        messages.warning(request, _("The clip has changed since you read it. Read it again; nothing was approved."))
    return _back(article, "approvals")


@for_curators
@require_POST
def take_back(request, pk):
    article = clip_for(request.user, pk)
    approving.take_back(article, request.POST.get("words", ""), by=request.user)
    messages.success(request, _("Your approval is taken back."))
    return _back(article, "approvals")


@for_curators
@require_POST
def note(request, pk):
    article, form = clip_for(request.user, pk), NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, article, note_form=form, wanted=request.POST.get("part", ""), status=422)

    said = form.cleaned_data
    answers = get_object_or_404(article.notes, pk=said["answers"]) if said["answers"] else None
    made = noting.write(article, said["body"], part=said["part"], by=request.user, answers=answers, key=said["key"])
    return _back(article, f"note-{made.pk}")


@for_curators
@require_POST
def settle_note(request, pk, note):
    return _move(request, pk, note, noting.settle)


@for_curators
@require_POST
def reopen_note(request, pk, note):
    return _move(request, pk, note, noting.reopen)


@for_curators
@require_POST
def assign(request, pk):
    article, form = clip_for(request.user, pk), AssignForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Nobody was chosen who may work at the desk. The clip is with whom it was."))
        return _back(article, "assign")
    said = form.cleaned_data
    try:
        reviewing.assign(article, to=said["to"], seen=said["seen"], by=request.user)
        messages.success(request, _with_whom(article))
    except reviewing.AssignedMeanwhile as meanwhile:
        messages.warning(request, _("Somebody else was first.") + " " + _with_whom(meanwhile.article))
    return redirect("desk:index") if said["back"] == "index" else _back(article, "assign")


@for_curators
@require_POST
def make_link(request, pk):
    article, form = clip_for(request.user, pk), LinkForm(request.POST)
    if not form.is_valid():
        return _page(request, article, link_form=form, status=422)

    said = form.cleaned_data
    linking.make(article, said.pop("name"), by=request.user, **said)
    messages.success(request, _("The link is made. Copy its address and send it; it is not sent by itself."))
    return _back(article, "links")


@for_curators
@require_POST
def revoke_link(request, pk, link):
    article = clip_for(request.user, pk)
    linking.revoke(get_object_or_404(article.preview_links, pk=link), by=request.user)
    messages.success(request, _("The link is taken back. Its address is gone from now on."))
    return _back(article, "links")


def _move(request, pk, number, verb):
    article = clip_for(request.user, pk)
    note = get_object_or_404(article.notes.threads(), pk=number)
    if not verb(note, by=request.user):
        messages.warning(request, _("Somebody else was first with this note."))
    return _back(article, f"note-{note.pk}")


def _page(request, article, *, note_form=None, link_form=None, wanted="", status=200):
    shown = {
        **together.context(article, request.user),
        "note_form": note_form,
        "link_form": link_form or LinkForm(),
        "wanted": wanted,
        "key": fresh_key(),
    }
    return render(request, "curation/together.html", shown, status=status)


def _with_whom(article):
    if article.assigned_to is None:
        return _("The clip is with nobody now.")
    return _("The clip is with %(who)s now.") % {"who": article.assigned_to}


def _back(article, place):
    return redirect(f"{reverse('desk:together', args=[article.pk])}#{place}")
