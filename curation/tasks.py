"""What the worker does for the desk."""

import logging

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from curation.intake import watching
from curation.intake.importing import AlreadyImported, ImportFailed, keep, prepare
from curation.models import Lead, LeadIsSettled

log = logging.getLogger(__name__)


@task()
def work_on_lead(pk):
    """Make a draft of a lead. Safe to run again after a crash, and twice at once: one draft comes of it."""
    lead = Lead.objects.select_related("by").filter(pk=pk).first()
    if lead is None:
        return
    try:
        lead.start()
        _make_draft(lead)
    except LeadIsSettled:
        log.info("lead %d was settled by somebody else", pk)


def _make_draft(lead):
    try:
        prepared = prepare(url=lead.url, html=_page(lead), text=lead.text, title=lead.title, second=lead.second)
        with transaction.atomic():
            lead.become(keep(prepared, by=lead.by).article)
    except AlreadyImported as known:
        lead.become(known.article, str(known))
    except ImportFailed as failed:
        lead.fail(str(failed))
    except LeadIsSettled:
        raise
    except Exception:
        lead.fail(_("Something here went wrong with this source. It is in the log; what you gave is kept."))
        raise


def _page(lead):
    return bytes(lead.html) if lead.html is not None else None


@task(priority=-10)
def look_at_source(pk, lease):
    """Whether a source still says what is cited of it. After the imports, which somebody waits for."""
    watching.look(pk, lease)
