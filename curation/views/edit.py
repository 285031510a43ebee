"""The edit page: the source beside the draft."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.models import Picture
from articles.pictures import BadPicture, take_in
from curation.desk.bench import Bench, rearrange, values_of, write_picture
from curation.desk.bench_page import context, differences
from curation.desk.change import ChangeForm
from curation.desk.editing import EditedMeanwhile, save
from curation.desk.forms import PICTURE_WORDS
from curation.desk.mending import press
from curation.doors import clip_for, for_curators
from curation.models.proposal import titles_of


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    article = clip_for(request.user, pk)
    if request.method != "POST":
        return _page(request, article, Bench(article, values_of(article)))
    values, refusal = with_picture(request.POST, request.FILES, by=request.user)
    if request.POST.get("do", "save") not in ("save", "publish"):
        do = request.POST["do"]
        values = press(article, rearrange(values, do, titles_of(article)), do, by=request.user)
        bench = Bench(article, values, refusal=refusal)
        return _page(request, article, bench, unsaved=True)
    return _save(request, article, Bench(article, values, refusal=refusal))


def with_picture(values, files, *, by):
    """The values with the uploaded picture in them, already kept; or the sentence that says why it was not taken."""
    values = values.copy()
    if "picture" not in files:
        return picked(values), ""
    try:
        taken = take_in(files["picture"], by=by, decorative=True)
    except BadPicture as refused:
        return values, str(refused)
    values["hero"] = str(taken.pk)
    values.pop("hero_remove", None)
    for name in ("alt", "caption", "credit", "licence"):  # what the file says, where the person says nothing
        values[f"hero_{name}"] = values.get(f"hero_{name}") or getattr(taken, name)
    return values, ""


def picked(values):
    """The values with the picture that was chosen from the library, if one was."""
    number = values.get("hero_pick", "")
    known = number.isascii() and number.isdigit() and len(number) < 18
    chosen = Picture.objects.filter(pk=number).first() if known else None
    return showing(values, chosen) if chosen else values


def showing(values, picture):
    """With this picture and the words that it has already; words typed for another one do not fit it."""
    for name in [*(f"hero_{name}" for name in PICTURE_WORDS), "hero_remove", "hero_pick"]:
        values.pop(name, None)
    write_picture(values, picture)
    return values


def _save(request, article, bench):
    change = ChangeForm(request.POST, article=article)
    if not all([bench.is_valid(), change.is_valid()]):
        return _page(request, article, bench, change=change, checked=True, unsaved=True, status=422)
    try:
        save(article, bench.edit(), by=request.user, version=change.cleaned_data.pop("version"), **change.cleaned_data)
    except EditedMeanwhile as meanwhile:
        return _conflict(request, meanwhile.article, bench)

    messages.success(request, _("Saved."))
    return redirect("desk:publish" if request.POST.get("do") == "publish" else "desk:edit", article.pk)


def _conflict(request, article, bench):
    """Both texts, and the typed one in the form. Nothing is overwritten until the person says so."""
    mine, theirs = bench.values.copy(), values_of(article)
    mine["version"] = str(article.version)
    last = article.revisions.select_related("by").first()
    differing = differences(mine, theirs)
    return _page(request, article, Bench(article, mine), conflict=differing, conflict_by=last, unsaved=True, status=409)


def _page(request, article, bench, *, change=None, checked=False, status=200, **more):
    defaults = {"conflict": [], "conflict_by": None, "unsaved": False}
    change = change or ChangeForm(bench.values if request.method == "POST" else None, article=article)
    shown = context(article, bench, by=request.user, checked=checked, change=change, **{**defaults, **more})
    return render(request, "curation/edit.html", shown, status=status)
