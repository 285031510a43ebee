"""The rules in words: what `/policy/` prints is made here from the tables and settings that the code itself goes by."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Category
from comments import outside, scorer
from comments.models.comment import FREE_EDIT
from comments.rules import MEANINGS, Rule
from comments.screening import ECHOES
from comments.slowing import SLOW_MINUTES, WINDOW_MINUTES
from comments.standing import DAY, EARNED, HOUR, NAMES, REPORTS_THAT_TELL, RIGHTS, TEN_MINUTES, Standing, allowed


@dataclass(frozen=True)
class Step:
    """One standing: how it is reached, and what it allows as (what, how much)."""

    key: str
    name: str
    reached: list[str]
    allows: list[tuple[str, str]]


def rules():
    return [{"number": rule.value, "name": rule.label, "meaning": MEANINGS[rule]} for rule in Rule]


def steps():
    return [Step(standing, str(NAMES[standing]), _reached(standing), _allows(standing)) for standing in Standing]


def screens(site):
    """What can make a new comment wait or be refused, as the site is set now."""
    return [sentence for sentence in [*_read_first(site), *_checks(site)] if sentence]


def threads(site):
    """How long one's words are one's own to change, when a thread slows down, and when it closes."""
    return [sentence for sentence in (_editing(), _slowing(site), _closing(site)) if sentence]


def _reached(standing):
    if standing == Standing.NEW:
        return [_("Everybody begins here.")]
    if standing == Standing.TEAM:
        return [
            _("Who makes the clips, and who moderates. Nothing of theirs waits, and the house rules hold for them.")
        ]
    terms = EARNED[standing]
    return [
        ngettext("%(n)s comment that stands", "%(n)s comments that stand", terms.visible) % _n(terms.visible),
        ngettext("an account that is %(n)s day old", "an account that is %(n)s days old", terms.days) % _n(terms.days),
        ngettext("comments on %(n)s day", "comments on %(n)s different days", terms.active_days)
        % _n(terms.active_days),
        _removed(terms),
        *([_reports(terms)] if terms.reports_right else []),
    ]


def _removed(terms):
    if not terms.removed:
        sentence = _("no comment removed by a moderator within %(days)s days")
    else:
        sentence = ngettext(
            "at most %(n)s comment removed by a moderator within %(days)s days",
            "at most %(n)s comments removed by a moderator within %(days)s days",
            terms.removed,
        )
    return sentence % {**_n(terms.removed), "days": number_format(terms.removed_days)}


def _reports(terms):
    return _("of %(n)s reports or more that were decided, at least %(share)s%% were right") % {
        **_n(REPORTS_THAT_TELL),
        "share": number_format(round(100 * terms.reports_right)),
    }


def _allows(standing):
    rights = RIGHTS[standing]
    return [
        (_("Comments"), _posts(standing)),
        (_("Changes of one’s comments"), _a(rights.edits_an_hour, _("%(n)s an hour"))),
        (_("Reports"), _a(rights.reports_a_day, _("%(n)s a day"))),
        (_("Links in a comment"), _links(rights)),
    ]


def _posts(standing):
    rules = {minutes: allowed(standing, minutes) for minutes in (TEN_MINUTES, HOUR, DAY)}
    most = {minutes: number for minutes, number in rules.items() if number is not None}
    if len(most) < len(rules):
        return _("as many as they like")
    return _("%(ten)s in ten minutes, %(hour)s in an hour, %(day)s in a day") % {
        "ten": number_format(most[TEN_MINUTES]),
        "hour": number_format(most[HOUR]),
        "day": number_format(most[DAY]),
    }


def _links(rights):
    if rights.links is None:
        return _("as many as they like")
    if rights.first_link_waits:
        return _("the first comment with a link waits for a moderator; then up to %(n)s") % _n(rights.links)
    return _("up to %(n)s; a comment with more waits for a moderator") % _n(rights.links)


def _a(most, sentence):
    return _("as many as they like") if most is None else sentence % _n(most)


def _read_first(site):
    if site.moderation == site.Moderation.PRE:
        yield _("A moderator reads each comment before it appears.")
    else:
        yield _("A comment appears at once, unless something below holds it.")
    for name, mode in Category.objects.in_menu().exclude(moderation="").values_list("name", "moderation"):
        sentence = (
            _("In the category “%(name)s” a moderator reads each comment before it appears.")
            if mode == site.Moderation.PRE
            else _("In the category “%(name)s” comments appear at once.")
        )
        yield sentence % {"name": name}
    yield _(
        "A clip may say otherwise, and a moderator may read the comments of one person first; that person is told. "
        "What is set for a person counts before the clip, the clip before its category, the category before the site."
    )


def _checks(site):
    if site.hold_first:
        yield ngettext(
            "The first comment of everybody is read by a moderator first.",
            "Until %(n)s comments of somebody stand, a moderator reads the next one first.",
            site.hold_first,
        ) % _n(site.hold_first)
    yield _("Links: as the table of standings says. Links to some sites never make a comment wait.")
    yield _(
        "There is a list of words and a list of sites. Some of them make a comment wait, others are refused at once, "
        "and then you are told which it was. They count in letters that look alike and in letters spelled apart, and "
        "only as whole words. The lists are not printed here, or else they would help nobody."
    )
    yield _("Nearly the same words by one person within a day wait for a moderator.")
    yield _("Nearly the same words by %(n)s other people within a day wait for a moderator.") % _n(ECHOES)
    yield _(
        "A small model on this site compares each comment with those that moderators have judged. Before %(n)s "
        "decisions of this site it only sorts what waits anyway; after that it can make a comment wait, and says "
        "which words spoke for it. It never removes anything, and it asks nobody else."
    ) % _n(scorer.ENOUGH)
    if outside.is_asked():
        yield _(
            "The words of a comment, without a name, are also judged by a service at %(host)s. It can make a comment "
            "wait; where it does not answer at once, nobody waits for it."
        ) % {"host": outside.host()}


def _editing():
    minutes = FREE_EDIT // timedelta(minutes=1)
    return ngettext(
        "You can change your comment as long as it stands. Once it is %(n)s minute old, everybody can read how it "
        "read before.",
        "You can change your comment as long as it stands. Once it is %(n)s minutes old, everybody can read how it "
        "read before.",
        minutes,
    ) % _n(minutes)


def _slowing(site):
    if not site.slow_from:
        return ""
    return _(
        "From %(from)s comments in %(window)s minutes a thread is slow for %(minutes)s minutes, and for as long again "
        "while it stays hot: everybody but the team waits %(seconds)s seconds between two comments in it. "
        "A moderator can slow a thread at once, and free it."
    ) % {
        "from": number_format(site.slow_from),
        "window": number_format(WINDOW_MINUTES),
        "minutes": number_format(SLOW_MINUTES),
        "seconds": number_format(site.slow_seconds),
    }


def _closing(site):
    if not site.close_after_days:
        return _("Comments stay open, unless a clip names a moment at which they close or a moderator locks them.")
    return ngettext(
        "Comments close %(n)s day after a clip was published, unless the clip names another moment.",
        "Comments close %(n)s days after a clip was published, unless the clip names another moment.",
        site.close_after_days,
    ) % _n(site.close_after_days)


def _n(number):
    return {"n": number_format(number)}
