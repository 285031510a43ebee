"""What the worker does for the desk."""

import logging

from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from common.jobs import SOON, Later, tried
from curation.intake import watching
from curation.intake.importing import AlreadyImported, ImportFailed, keep, prepare
from curation.models import Lead, LeadIsSettled

log = logging.getLogger(__name__)


@task(priority=SOON, takes_context=True)
@tried(times=4, first=60)
def work_on_lead(context, pk):
    """Make a draft of a lead. Safe to run again after a crash, and twice at once: one draft comes of it.

    A site that does not answer is asked again three times; the lead has failed meanwhile and says so.
    """
    lead = Lead.objects.select_related("by").filter(pk=pk).first()
    if lead is None:
        return
    try:
        lead.start(again=context.attempt > 1)
        _make_draft(lead, last=context.attempt >= 4)
    except LeadIsSettled:
        log.info("lead %d was settled by somebody else", pk)


def _make_draft(lead, *, last):
    try:
        prepared = prepare(url=lead.url, html=_page(lead), text=lead.text, title=lead.title, second=lead.second)
        with transaction.atomic():
            lead.become(keep(prepared, by=lead.by).article)
    except AlreadyImported as known:
        lead.become(known.article, str(known))
    except ImportFailed as failed:
        _fail(lead, failed, last=last)
    except LeadIsSettled:
        raise
    except Exception:
        lead.fail(_("Something here went wrong with this source. It is in the log; what you gave is kept."))
        raise


def _fail(lead, failed, *, last):
    """With a word on whether it is tried again by itself; not when the site asks for more than an hour of quiet."""
    if not failed.again or last or failed.after > 3600:
        lead.fail(str(failed))
        return
    lead.fail(_("%(sentence)s Newsclip tries it again by itself.") % {"sentence": failed})
    raise Later(failed.after)


def _page(lead):
    return bytes(lead.html) if lead.html is not None else None


@task(priority=-10)
def look_at_source(pk, lease):
    """Whether a source still says what is cited of it. After the imports, which somebody waits for."""
    watching.look(pk, lease)
