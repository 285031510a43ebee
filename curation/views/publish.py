"""Publishing, now or at a moment; withdrawing; and the steps on the way."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles import actions as clips
from articles.models import Article
from articles.models.article import AlreadySettled, UnderEmbargo
from articles.wording import content_hash
from curation import actions
from curation.desk import reviewing
from curation.desk.approving import WordsChanged
from curation.desk.mending import press
from curation.desk.publish_form import PublishForm, WithdrawForm
from curation.desk.together_forms import ReviewForm
from curation.doors import clip_for, for_curators, for_publishers
from curation.evidence import gate


@for_publishers
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request, pk):
    article = clip_for(request.user, pk)
    form = PublishForm.of(article, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if request.POST.get("do", "").startswith("stop-"):
            press(article, request.POST, request.POST["do"], by=request.user)
            return redirect("desk:publish", pk)
        actions.override_noted(article, form.notes, by=request.user)  # kept, whatever comes of the rest
    if form.is_valid():
        try:
            actions.publish(article, by=request.user, at=form.cleaned_data["at"], **_seen(request))
        except actions.Stopped:
            form.add_error(None, _("Findings stop it. Mend them, or write under each why it goes out all the same."))
        except UnderEmbargo as embargo:
            form.add_error("at", _under_embargo(embargo))
        except WordsChanged:
            form.add_error("when", _("The clip has changed since you loaded this page. Read it again, then publish."))
        except AlreadySettled:
            messages.warning(request, _("Somebody else has changed its status already."))
            return redirect("desk:edit", pk)
        else:
            return _done(request, article)
    return _page(request, article, form)


def _seen(request):
    """The words and the status that the person had before them."""
    return {name: request.POST.get(name, "") for name in ("words", "stands")}


def _under_embargo(embargo):
    until = date_format(localtime(embargo.until), "DATETIME_FORMAT")
    return _("It is under embargo until %(until)s. Choose a moment after that, or change its plan.") % {"until": until}


def _page(request, article, form):
    found = gate.findings(article, by=request.user)
    shown = {"article": article, "form": form, "findings": found, "stops": sum(f.stops for f in found)}
    shown["words"] = content_hash(article)
    shown["may_publish"] = True
    return render(request, "curation/publish.html", shown, status=422 if form.is_bound else 200)


def _done(request, article):
    if article.is_published:
        messages.success(request, _("Published."))
        return redirect(article)
    messages.success(request, _("Scheduled. The worker publishes it at that moment."))
    return redirect("desk:edit", article.pk)


@for_publishers
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, pk):
    article = clip_for(request.user, pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _attempt(request, lambda: clips.withdraw(article, by=request.user, because=form.cleaned_data["because"]))
        return redirect("desk:edit", pk)
    status = 422 if form.is_bound else 200
    return render(request, "curation/withdraw.html", {"article": article, "form": form}, status=status)


@for_curators
@require_POST
def submit(request, pk):
    return _step(request, pk, ReviewForm(request.POST), reviewing.submit, "note")


@for_curators
@require_POST
def return_to_draft(request, pk):
    """Whoever reviewed it says why it comes back; taking back one's own schedule needs no reason."""
    reviewed = Article.objects.filter(pk=pk, status="review").exists()
    return _step(request, pk, ReviewForm(request.POST, needs_reason=reviewed), reviewing.send_back, "because")


def _step(request, pk, form, verb, name):
    article = clip_for(request.user, pk)
    if not form.is_valid():
        messages.warning(request, " ".join(error for errors in form.errors.values() for error in errors))
        return redirect(f"{reverse('desk:together', args=[pk])}#review")
    said = form.cleaned_data
    _attempt(request, lambda: verb(article, by=request.user, version=said["version"], **{name: said["note"]}))
    return redirect("desk:edit", pk)


def _attempt(request, verb):
    try:
        verb()
        messages.success(request, _("Done."))
    except AlreadySettled:
        messages.warning(request, _("Somebody else has changed its status already."))
