"""All that the site knows of a person, as a zip: a JSON file for each kind, and one page to read it all in.

Rows are read and written a thousand at a time, so somebody with a hundred thousand comments needs no more memory than
somebody with one.
"""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import models, transaction
from django.db.models import Q
from django.db.models.fields.files import FieldFile
from django.utils import timezone, translation
from django.utils.crypto import get_random_string
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts import mail
from accounts.avatars import small
from accounts.middleware import zone
from accounts.models import Invitation, Notice, User
from moderation.models import Appeal, Report
from newsclip.leaving import letters, mentions, trail
from newsclip.leaving.names import Names
from newsclip.leaving.ties import JUDGES, Tie
from newsclip.leaving.walk import SECRET, rows, tied_models
from newsclip.models import Export

AT_ONCE = 1000
STYLE = Path(__file__).parent / "export.css"
OWN_HIDDEN = ("password", "username_key")
OF_OTHERS = ("by", "theirs", "subject", "subject_type", "subject_id", "data")


def make(export) -> None:
    """Fill the file and tell the person; nothing where it is done already or they have left meanwhile."""
    person = export.user
    language, hours = person.language or settings.LANGUAGE_CODE, zone(person.time_zone)
    with translation.override(language), timezone.override(hours), tempfile.TemporaryFile() as whole:
        write(person, whole)
        _keep(export, whole)


@transaction.atomic
def _keep(export, whole):
    held = Export.objects.select_for_update().filter(pk=export.pk, ready_at=None, user__erased_at=None).first()
    if held is None:
        return
    held.size = whole.seek(0, 2)
    whole.seek(0)
    # Where this is never committed, the file goes an hour later (newsclip/leaving/asking.py).
    held.file.save(f"{held.pk}-{get_random_string(32).lower()}.zip", File(whole), save=False)
    held.ready_at = timezone.now()
    held.save()
    _tell(held)


def _tell(export):
    where = "/accounts/export/"
    about = _("Your data is ready to be fetched.")
    Notice.objects.get_or_create(
        to=export.user, key=f"export-{export.pk}", defaults={"kind": Notice.Kind.SITE, "about": about, "link": where}
    )
    mail.send(export.user, "export_ready", {"link": where})


def write(person, file) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, tempfile.TemporaryFile("w+b") as page:
        page.write(_head(person).encode())
        for kind in kinds(person):
            _write_kind(archive, page, *kind)
        _write_letters(archive, page, letters.to(Names.of(person)))
        _write_pictures(archive, page, person)
        page.write(b"</main></html>")
        archive.writestr("style.css", STYLE.read_bytes())
        page.seek(0)
        _copy(page, archive, "index.html")


def kinds(person) -> Iterator[tuple[str, str, models.QuerySet, tuple[str, ...]]]:
    """(file, heading, rows, hidden columns) of everything that is a row."""
    yield "person.json", _("Your account"), User.objects.filter(pk=person.pk), OWN_HIDDEN
    for model, ties in tied_models():
        for tie in ties:
            if tie.told:
                yield _file(model, tie), _heading(model, tie), rows(model, tie, person).order_by("pk"), tie.hide
    about, naming = trail.lines_about(person).exclude(by=person), trail.lines_naming(person).exclude(by=person)
    yield "audit-about-you.json", _("Lines of the audit trail about you"), about.order_by("pk"), ("by", "theirs")
    yield "audit-naming-you.json", _("Other lines of it that name you"), naming.order_by("pk"), OF_OTHERS
    log = mentions.log_about(person).order_by("pk")
    yield "admin-log.json", _("What the administration noted of your account"), log, ("user",)
    yield from _by_address(Names.of(person).addresses)


def _by_address(addresses):
    """What has no account beside it, and an address that is theirs."""
    here = Q(pk__in=[])
    for address in addresses:
        here |= Q(email__iexact=address)
    reports, invitations = Report.objects.filter(here, by=None), Invitation.objects.filter(here, used_by=None)
    yield "reports-signed-out.json", _("Reports with your address"), reports.order_by("pk"), ()
    asked = Appeal.objects.filter(by=None, report__in=reports).order_by("pk")
    yield (
        "asked-signed-out.json",
        _("Other looks that you asked for with your address"),
        asked,
        (*JUDGES, "operator_told_at"),
    )
    hidden = ("by", "code_hash", "note")
    yield "invitations-to-you.json", _("Invitations to your address"), invitations.order_by("pk"), hidden


def _file(model, tie):
    return f"{model._meta.app_label}-{model._meta.model_name}-{tie.path.replace('__', '-')}.json"


def _heading(model, tie: Tie):
    name = capfirst(str(model._meta.verbose_name_plural))
    return f"{name} ({_role(model, tie)})"


def _role(model, tie):
    step = model
    for name in tie.path.split("__"):
        field = step._meta.get_field(name)
        step = field.related_model
    return str(field.verbose_name)


def _write_kind(archive, page, name, heading, found, hide):
    each = ((said, _as_list(row, said)) for row in found.iterator(AT_ONCE) for said in [dict(told(row, hide))])
    _write_section(archive, page, name, heading, each)


def _write_letters(archive, page, found):
    names = {"id": _("Number"), "at": _("Written"), "subject": _("Subject"), "text": _("Text")}
    each = ((said, _listed((names[key], _said(value)) for key, value in said.items() if value)) for said in found)
    _write_section(archive, page, "letters.json", _("Letters in the queue"), each)


def _write_section(archive, page, name, heading, each):
    """`each`: what is told of a row, for programs and for people."""
    page.write(format_html('<section><h2>{}</h2><p><a href="{}">{}</a></p>', heading, name, name).encode())
    count = 0
    with archive.open(name, "w", force_zip64=True) as out:
        out.write(b"[")
        for said, shown in each:
            out.write(b",\n" if count else b"\n")
            out.write(json.dumps(said, ensure_ascii=False, default=_plain).encode())
            page.write(shown.encode())
            count += 1
        out.write(b"\n]\n")
    page.write(format_html("{}</section>\n", "" if count else _("Nothing.")).encode())


def told(row, hide):
    """(column, value) of what may be told: no secrets, nobody else where the table says so."""
    for field in row._meta.concrete_fields:
        if field.name in hide or _is_secret(row, field) or isinstance(field, models.BinaryField):
            continue
        yield field.name, _value(getattr(row, field.attname))


def _is_secret(row, field):
    return not field.is_relation and row._meta.app_label not in {"accounts"} and field.name in SECRET - {"key", "data"}


def _value(value):
    return value.name if isinstance(value, FieldFile) else value


def _plain(value):
    return value.isoformat() if isinstance(value, datetime | date) else str(value)


def _as_list(row, said):
    told = {name: value for name, value in said.items() if value not in ("", None, [], {})}
    return _listed((_label(row, name), _readable(row, name, value)) for name, value in told.items())


def _listed(pairs):
    return format_html("<dl>{}</dl>\n", format_html_join("", "<dt>{}</dt><dd dir='auto'>{}</dd>", pairs))


def _label(row, name):
    return capfirst(str(row._meta.get_field(name).verbose_name))


def _readable(row, name, value):
    if row._meta.get_field(name).choices and not isinstance(value, date):
        return getattr(row, f"get_{name}_display")()
    return _said(value)


def _said(value):
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return value


def _write_pictures(archive, page, person):
    """One whose file is missing is not there to be had; all else is."""
    for name in (person.avatar.name, small(person.avatar.name)) if person.avatar else ():
        try:
            with person.avatar.storage.open(name) as picture:
                _copy(picture, archive, f"picture/{Path(name).name}")
        except FileNotFoundError:
            continue
        if name == person.avatar.name:
            page.write(format_html('<img src="picture/{}" alt="">', Path(name).name).encode())


def _copy(file, archive, name):
    with archive.open(name, "w", force_zip64=True) as out:
        while chunk := file.read(1 << 16):
            out.write(chunk)


def _head(person):
    title = _("What %(site)s knows about %(name)s") % {"site": settings.SITE_NAME, "name": person}
    about = _(
        "Everything that is stored about you, kind by kind, as it was at %(at)s. The same stands in the files beside "
        "this page, for programs. Left out: your password and other keys, which are stored so that nobody can read "
        "them, and who other people are that wrote about you."
    ) % {"at": date_format(timezone.localtime(), "DATETIME_FORMAT")}
    return format_html(
        '<!doctype html><html lang="{}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        '<link rel="stylesheet" href="style.css"><title>{}</title><main><h1>{}</h1><p>{}</p>',
        translation.get_language(), title, title, about,
    )  # fmt: skip
