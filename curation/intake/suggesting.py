"""Readers suggest links. One page has one lead, however many suggest it; each of them sees what became of it."""

from datetime import timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import audit
from comments.models import take_turn
from comments.standing import Standing, standing_for
from common.waiting import seconds_until
from curation.intake.addresses import canonical, key_of
from curation.intake.arrivals import arrived
from curation.intake.known import clips_at, leads_at
from curation.models import Lead, Suggestion

A_DAY = {Standing.NEW: 3, Standing.MEMBER: 10, Standing.TRUSTED: 20}  # the team may suggest as much as it likes


class TooMany(Exception):
    """The person has suggested enough for a day; the text is a sentence for them, who wait so many `seconds`."""

    def __init__(self, allowed, seconds):
        sentence = ngettext(
            "You have suggested %(count)d link today, and that is as many as fit. Keep this one for tomorrow.",
            "You have suggested %(count)d links today, and that is as many as fit. Keep this one for tomorrow.",
            allowed,
        )
        super().__init__(sentence % {"count": allowed})
        self.seconds = seconds


@transaction.atomic
def suggest(url, *, by, note=""):
    """The person's suggestion of this page; the same as before when it is suggested again. Raises TooMany."""
    take_turn(None, by)
    before = by.suggestions.filter(lead__canonical_url=key_of(url)).order_by("-pk").first()
    if before and not _is_worth_another(before):
        return before
    _refuse_haste(by)
    lead = _lead_of(url, note)
    suggestion, _made = Suggestion.objects.get_or_create(
        lead=lead, by=by, defaults={"url": canonical(url), "note": note}
    )
    return suggestion


@transaction.atomic
def thank(lead, *, by):
    """Returns how many readers were thanked; nobody is twice."""
    thanked = lead.suggestions.thank(by=by)
    if thanked:
        audit(lead, "thank", by=by, readers=thanked)
    return thanked


def suggestions_of(person):
    return person.suggestions.select_related("lead__article").order_by("-pk")


def waiting():
    """Leads that readers suggested and nobody has begun with."""
    return Lead.objects.inbox().filter(suggestions__isnull=False).distinct()


def become_of(suggestion) -> str:
    """One of clip, withdrawn, refused, working, waiting: as much as its reader may know."""
    lead, clip = suggestion.lead, suggestion.lead.article
    if clip and clip.is_published:
        return "clip"
    if clip and clip.status == clip.Status.WITHDRAWN:
        return "withdrawn"
    if lead.state == Lead.State.DISMISSED:
        return "refused"
    return "working" if clip else "waiting"


def _is_worth_another(suggestion):
    """A lead of a feed that was dismissed says nothing about what readers would like to see."""
    return suggestion.lead.state == Lead.State.DISMISSED and suggestion.lead.origin != Lead.Origin.READER


def _refuse_haste(by):
    allowed, a_day = A_DAY.get(standing_for(by)), timedelta(days=1)
    lately = by.suggestions.since(timezone.now() - a_day).order_by("-at").values_list("at", flat=True)
    if allowed is not None and len(times := lately[:allowed]) >= allowed:
        raise TooMany(allowed, seconds_until(times[allowed - 1] + a_day))


def _lead_of(url, note):
    return _known(url) or _new(url, note) or _known(url)


def _known(url):
    elsewhere = Q(state=Lead.State.DISMISSED) & ~Q(origin=Lead.Origin.READER)
    return leads_at(url).exclude(elsewhere).order_by("-pk").first()


def _new(url, note):
    """None when somebody else suggested it in the same moment. Of a page that has a clip, the lead is settled."""
    clip = clips_at(url).filter(trashed_at=None).order_by("-published_at", "-pk").first()
    state = Lead.State.DONE if clip else Lead.State.NEW
    sentence = _("A reader suggested it when it had a clip already.") if clip else ""
    try:
        with transaction.atomic():
            lead = Lead.objects.create(
                origin=Lead.Origin.READER,
                state=state,
                article=clip,
                sentence=sentence,
                url=canonical(url),
                canonical_url=key_of(url),
                note=note,
            )
            transaction.on_commit(partial(arrived, [lead]))
            return lead
    except IntegrityError:
        return None
