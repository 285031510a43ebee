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
from django.db.models.fields.files import FieldFile
from django.utils import timezone, translation
from django.utils.crypto import get_random_string
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts import mail
from accounts.avatars import small
from accounts.middleware import zone
from accounts.models import Notice, User
from newsclip.leaving import letters, trail
from newsclip.leaving.names import Names
from newsclip.leaving.ties import Tie
from newsclip.leaving.walk import SECRET, rows, tied_models
from newsclip.models import Export

AT_ONCE = 1000
STYLE = Path(__file__).parent / "export.css"
OWN_HIDDEN = ("password", "username_key")


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
    held.file.save(f"{get_random_string(32).lower()}.zip", File(whole), save=False)
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
        _write_pictures(archive, page, person)
        page.write(b"</main></html>")
        archive.writestr("style.css", STYLE.read_bytes())
        page.seek(0)
        _copy(page, archive, "index.html")


def kinds(person) -> Iterator[tuple[str, str, models.QuerySet, tuple[str, ...]]]:
    """(file, heading, rows, hidden columns) of everything."""
    yield "person.json", _("Your account"), User.objects.filter(pk=person.pk), OWN_HIDDEN
    for model, ties in tied_models():
        for tie in ties:
            yield _file(model, tie), _heading(model, tie), rows(model, tie, person).order_by("pk"), tie.hide
    names = Names.of(person)
    about = trail.lines_about(person, names).exclude(by=person).order_by("pk")
    yield "audit-about-you.json", _("Lines of the audit trail about you"), about, ("by", "told", "theirs")
    yield "letters.json", _("Letters in the queue"), letters.to(person, names), ("worker_ids", "traceback", "told")


def _file(model, tie):
    return f"{model._meta.app_label}-{model._meta.model_name}-{tie.path.replace('__', '-')}.json"


def _heading(model, tie: Tie):
    name = capfirst(str(model._meta.verbose_name_plural))
    return f"{name} ({_role(model, tie)})"


def _role(model, tie):
    step, found = model, ""
    for name in tie.path.split("__"):
        field = step._meta.get_field(name)
        step, found = field.related_model, str(field.verbose_name)
    return found


def _write_kind(archive, page, name, heading, found, hide):
    page.write(format_html('<section><h2>{}</h2><p><a href="{}">{}</a></p>', heading, name, name).encode())
    count = 0
    with archive.open(name, "w", force_zip64=True) as out:
        out.write(b"[")
        for row in found.iterator(AT_ONCE):
            said = dict(told(row, hide))
            out.write(b",\n" if count else b"\n")
            out.write(json.dumps(said, ensure_ascii=False, default=_plain).encode())
            page.write(_as_list(row, said).encode())
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
    parts = [
        format_html("<dt>{}</dt><dd dir='auto'>{}</dd>", _label(row, name), _readable(row, name, value))
        for name, value in said.items()
        if value not in ("", None, [], {})
    ]
    return f"<dl>{''.join(parts)}</dl>\n"


def _label(row, name):
    return capfirst(str(row._meta.get_field(name).verbose_name))


def _readable(row, name, value):
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value)
    if row._meta.get_field(name).choices:
        return getattr(row, f"get_{name}_display")()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return value


def _write_pictures(archive, page, person):
    if person.avatar:
        for name in (person.avatar.name, small(person.avatar.name)):
            with person.avatar.storage.open(name) as picture:
                _copy(picture, archive, f"picture/{Path(name).name}")
        page.write(format_html('<img src="picture/{}" alt="">', Path(person.avatar.name).name).encode())


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
