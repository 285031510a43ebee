"""An address, a text or a file: what a new clip is made of."""

from pathlib import Path

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common.fetching import FetchError, read_address
from curation.intake.addresses import LONGEST, is_front_page, key_of
from curation.intake.extraction import read_text_file
from curation.intake.known import Known, known_at, leads_at
from curation.models import Lead

MOST_BYTES = 2_000_000
HTML = {".html", ".htm", ".xhtml"}
TEXT = {".txt", ".text", ".md"}


def clean_address(typed):
    """A complete address that could be fetched, "" for nothing."""
    url = typed.strip()
    if not url:
        return ""
    url = url if "://" in url else f"https://{url}"
    try:
        read_address(url)
    except FetchError as error:
        raise forms.ValidationError(error.sentence) from error
    return url


class SuggestForm(forms.Form):
    """What a reader fills in."""

    url = forms.CharField(max_length=2000, error_messages={"required": _("Give the address of the page.")})
    note = forms.CharField(max_length=500, required=False)

    def clean_url(self):
        url = clean_address(self.cleaned_data["url"])
        if is_front_page(url):
            raise forms.ValidationError(_("This is the front page of a site. Give the address of one article."))
        if not key_of(url):
            raise forms.ValidationError(_("This address is too long. Give the short one of the article."))
        return url


class LeadForm(forms.Form):
    url = forms.CharField(max_length=2000, required=False)
    text = forms.CharField(max_length=MOST_BYTES, required=False)
    file = forms.FileField(required=False)
    # What a bookmarklet brings besides the address; kept with the lead, and never part of the draft.
    title = forms.CharField(max_length=400, required=False)
    note = forms.CharField(max_length=500, required=False)
    origin = forms.CharField(max_length=20, required=False)
    second = forms.BooleanField(required=False)

    @classmethod
    def prefilled(cls, query):
        """From the address that a bookmarklet opened. Nothing is made of it before somebody sends the form."""
        url = query.get("url", "").strip()
        said = {
            "url": url if len(url) <= LONGEST else "",
            "title": " ".join(query.get("title", "").split())[:400],
            "note": " ".join(query.get("selection", "").split())[:500],
        }
        return cls(initial={**said, "origin": Lead.Origin.BOOKMARK if said["url"] else ""})

    @property
    def known(self) -> Known:
        """What the desk has of this page already."""
        return known_at(self["url"].value() or "")

    @property
    def is_second(self):
        return self.cleaned_data["second"]

    def clean_url(self):
        return clean_address(self.cleaned_data["url"])

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and Path(file.name).suffix.lower() not in HTML | TEXT:
            raise forms.ValidationError(_("Give a page (.html) or a plain text (.txt)."))
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 2 MB. Copy the text you need and paste it instead."))
        self.read = self._read(file) if file else ""
        if file and not self.read:
            raise forms.ValidationError(_("There are no words in this file. Choose another one."))
        return file

    def _read(self, file):
        """The bytes of a page, or the words of a text."""
        return file.read() if Path(file.name).suffix.lower() in HTML else read_text_file(file.read())

    def clean(self):
        given = [name for name in ("url", "text", "file") if self.cleaned_data.get(name)]
        if not given and not self.errors:
            raise forms.ValidationError(_("Give an address, a text or a file."))
        if len(given) > 1:
            raise forms.ValidationError(_("Give only one of the three: an address, a text, or a file."))

    @transaction.atomic
    def save(self, *, by):
        """A lead that is on its way to the worker; of the same address that is on its way already, that lead."""
        url = self.cleaned_data["url"]
        lead = leads_at(url).unsettled().filter(second=self.is_second).order_by("pk").first() if url else None
        if lead is None:
            lead = self._new(by)
            lead.enqueue()
        elif not lead.is_open:
            lead.enqueue(by=by)
        return lead

    def _new(self, by):
        said = self.cleaned_data
        lead = Lead(by=by, url=said["url"], text=said["text"], title=said["title"], note=said["note"])
        lead.canonical_url, lead.second = key_of(said["url"]), self.is_second
        if said["origin"] == Lead.Origin.BOOKMARK:
            lead.origin = Lead.Origin.BOOKMARK
        if said["file"]:
            self._take(lead, said["file"])
        lead.save()
        return lead

    def _take(self, lead, file):
        if isinstance(self.read, bytes):
            lead.html, lead.title = self.read, Path(file.name).stem[:400]
        else:
            lead.text = self.read
