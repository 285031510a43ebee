"""Ready reasons: words to the author that moderators need often, for each rule, in the language of who reads them."""

import tomllib
from pathlib import Path

from django.conf import settings
from django.db import transaction

from accounts.models import audit
from comments.rules import Rule
from moderation.models import ReasonTemplate

SHIPPED = Path(__file__).parent / "reasons.toml"


def add_to(cards):
    """Give each card its `ready` reasons: rules, each with what is ready in the author's language. One query."""
    every = list(ReasonTemplate.objects.all()) if cards else []
    for card in cards:
        card.ready = in_language(every, card.language)
    return cards


def in_language(templates, language):
    """Those of this language; where a rule has none, of the site's language, or else in English."""
    return [(Rule(rule), found) for rule in Rule.values if (found := _best(templates, rule, language))]


def _best(templates, rule, language):
    of_rule = [one for one in templates if one.rule == rule]
    for wanted in (language, language.partition("-")[0], settings.LANGUAGE_CODE, "en"):
        if found := [one for one in of_rule if one.language.lower() == wanted.lower()]:
            return found
    return []


@transaction.atomic
def save(template, *, by):
    """A new one, or a changed one, with its trace."""
    verb = "reason.changed" if template.pk else "reason.added"
    template.save()
    audit(template, verb, by=by, rule=template.rule, language=template.language, text=template.text)
    return template


@transaction.atomic
def delete(template, *, by):
    audit(template, "reason.deleted", by=by, rule=template.rule, language=template.language, text=template.text)
    template.delete()


def install(model=ReasonTemplate):
    """Add the shipped ones that are not there; what moderators changed stays. Returns how many were added."""
    added = 0
    for language, rules in tomllib.loads(SHIPPED.read_text(encoding="utf-8")).items():
        for rule, found in rules.items():
            for position, (title, text) in enumerate(found):
                words = {"text": text, "position": position}
                added += model.objects.get_or_create(rule=rule, language=language, title=title, defaults=words)[1]
    return added
