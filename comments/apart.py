"""Who may not answer or mention whom, because one of them blocked the other. The team may always."""

from django.utils.translation import gettext as _

from accounts.between import blocked_between
from comments import mentions


def refusal(*, by, body, parent=None) -> str:
    """The sentence for somebody whose comment cannot be taken; nothing if it can."""
    answered = [parent.author] if parent else []
    people = {person.pk: person for person in [*answered, *mentions.told(body)] if person.pk != by.pk}
    if not people:
        return ""
    theirs, own = blocked_between(by, list(people))
    name = next((people[pk] for pk in people if pk in theirs | own), None)
    if name is None:
        return ""
    if name.pk in own:
        return _("You blocked %(name)s, so you can neither answer nor mention them.") % {"name": name}
    return _("%(name)s does not want to be answered or mentioned by you.") % {"name": name}
