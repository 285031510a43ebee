"""Make a draft from a source: an address, an .html or .txt file, or `-` for standard input."""

import json
import sys
from pathlib import Path
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from articles.models import Article, Category
from curation import actions
from curation.evidence import gate
from curation.intake.extraction import read_text_file
from curation.intake.importing import AlreadyImported, Imported, ImportFailed, import_source
from curation.intake.portrait import edit_url, portray

HTML = {".html", ".htm", ".xhtml"}
TEXT = {".txt", ".text", ".md"}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("source", help="a URL, an .html or .txt file, or - for standard input")
        parser.add_argument("--json", action="store_true", help="print the draft as JSON")
        parser.add_argument(
            "--publish", action="store_true", help="publish it, if the gate finds nothing that stops it"
        )
        parser.add_argument("--as", dest="username", help="who makes it; needed with --publish")
        parser.add_argument("--second", action="store_true", help="make a second clip of a page that has one already")
        parser.add_argument("--category", help="the address of the category, as in /category/<slug>/")

    def handle(self, *, source, username, category, publish, **options):
        by = _person(username)
        if publish:
            _demand_publisher(by)
        imported = _import(source, by=by, category=_category(category), second=options["second"])
        stops = _publish(imported.article, by) if publish else []
        self._tell(imported, stops, as_json=options["json"])
        if stops:
            raise CommandError("It stays a draft, because the gate stopped it.\n" + "\n".join(stops))

    def _tell(self, imported, stops, *, as_json):
        article = imported.article
        if as_json:
            found = [{"kind": f.kind, "message": f.message, "quote": f.quote} for f in gate.findings(article)]
            portrait = portray(article, warnings=imported.warnings + found)
            self.stdout.write(json.dumps(portrait, ensure_ascii=False, indent=2))
            return
        self.stdout.write(
            f"{article.get_status_display().capitalize()} {article.pk}: {article.title}\n{edit_url(article)}"
        )
        for warning in imported.warnings:
            self.stdout.write(f"- {warning['message']}")


def _person(username):
    if not username:
        return None
    person = User.objects.active().filter(username__iexact=username).first()
    if person is None:
        raise CommandError(f"Nobody here is called “{username}”.")
    return person


def _demand_publisher(by):
    if by is None:
        raise CommandError("Say who publishes it: --publish needs --as USERNAME.")
    if not by.has_perm("articles.publish_article"):
        raise CommandError(f"{by} may not publish clips.")


def _category(slug):
    if not slug:
        return None
    category = Category.objects.filter(slug=slug).first()
    if category is None:
        known = ", ".join(Category.objects.in_menu().values_list("slug", flat=True)) or "none"
        raise CommandError(f"There is no category “{slug}”. There are: {known}.")
    return category


def _import(source, *, by, category, second):
    """Run twice with one address, it shows the clip that is there."""
    try:
        return import_source(**_read(source), by=by, category=category, second=second)
    except AlreadyImported as known:
        warning = {"kind": "already-imported", "message": str(known), "quote": ""}
        return Imported(known.article, [warning])
    except ImportFailed as failed:
        raise CommandError(str(failed)) from failed


def _read(source):
    """The arguments for import_source; of standard input, what looks like a page is one."""
    if source == "-":
        data = sys.stdin.buffer.read()
        return {"html": data} if data.lstrip()[:200].lower().startswith((b"<!doctype html", b"<html")) else _text(data)
    if urlsplit(source).scheme in {"http", "https"}:
        return {"url": source}
    path = Path(source)
    if not path.is_file():
        raise CommandError(f"There is no file “{source}”, and it is no address that begins with https:// or http://.")
    if path.suffix.lower() in HTML:
        return {"html": path.read_bytes()}
    if path.suffix.lower() in TEXT:
        return _text(path.read_bytes())
    raise CommandError(f"“{path.name}” is neither an .html nor a .txt file.")


def _text(data):
    return {"text": read_text_file(data)}


def _publish(article, by):
    """The sentences that stopped it; none when it is published."""
    if article.status == Article.Status.PUBLISHED:
        return []
    try:
        actions.publish(article, by=by)
    except actions.Stopped as stopped:
        return [finding.message for finding in stopped.findings]
    return []
