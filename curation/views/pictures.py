"""The library: every picture with its words, its rights, and the clips that show it."""

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles import pictures
from articles.models import Picture
from common.paging import page_of
from curation.doors import for_curators

PER_PAGE = 24


class WordsForm(forms.ModelForm):
    """What is said of a picture, wherever it is shown."""

    focus_x = forms.IntegerField(min_value=0, max_value=100)
    focus_y = forms.IntegerField(min_value=0, max_value=100)

    class Meta:
        model = Picture
        fields = ["alt", "decorative", "caption", "credit", "licence", "focus_x", "focus_y"]


class UploadForm(forms.Form):
    file = forms.FileField(error_messages={"required": gettext_lazy("Choose a file.")})
    alt = forms.CharField(
        max_length=300, error_messages={"required": gettext_lazy("Say what it shows, for those who cannot see it.")}
    )


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def library(request):
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid() and (taken := _take_in(form, request.user)):
        return redirect("desk:picture", taken.pk)
    q = request.GET.get("q", "").strip()[:100]
    found = Picture.objects.saying(q).newest_first()
    found = found.annotate(heads=Count("articles", distinct=True), texts=Count("in_bodies", distinct=True))
    shown = {"page": page_of(request, found, PER_PAGE), "q": q, "form": form}
    return render(request, "curation/pictures.html", shown, status=422 if form.is_bound else 200)


def _take_in(form, by):
    try:
        return pictures.take_in(form.cleaned_data["file"], by=by, alt=form.cleaned_data["alt"])
    except pictures.BadPicture as refused:
        form.add_error("file", str(refused))
        return None


@for_curators
@require_http_methods(["GET", "HEAD", "POST"])
def picture(request, pk):
    picture = get_object_or_404(Picture, pk=pk)
    form = WordsForm(request.POST if request.method == "POST" else None, instance=picture)
    if form.is_valid():
        pictures.describe(Picture.objects.get(pk=pk), **form.cleaned_data)
        messages.success(request, _("Kept. Every clip that shows it says so now."))
        return redirect("desk:picture", pk)
    clips = (
        pictures.showing(picture)
        .filed_for(request.user)
        .filter(trashed_at__isnull=True)
        .select_related("category")
        .order_by("-pk")
    )
    shown = {"picture": picture, "form": form, "clips": clips}
    return render(request, "curation/picture.html", shown, status=422 if form.is_bound else 200)
