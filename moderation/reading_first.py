"""Reading one person's comments first, and slowing one thread: what a moderator may do at once, and says openly."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Notice, audit
from articles.models import Article
from comments import slowing
from moderation import doors, told
from moderation.list_forms import ReadFirstForm
from moderation.views import moderators_only


@transaction.atomic
def set_read_first(person, wanted, *, by, because=""):
    """From now on a moderator reads this person's comments before they appear, or no longer. The person is told."""
    people = type(person).objects.filter(pk=person.pk, read_first=not wanted)
    if person.is_team or not doors.is_of_whole_site(by) or not people.update(read_first=wanted):
        return False
    person.read_first = wanted
    entry = audit(person, "person.read_first" if wanted else "person.read_after", by=by, because=because)
    _tell(person, wanted, because, key=f"read-first:{entry.pk}")
    return True


def _tell(person, wanted, because, *, key):
    with translation.override(person.language or settings.LANGUAGE_CODE):
        first = _("A moderator now reads your comments before they appear.")
        after = _("Your comments appear at once again.")
    about = f"{first if wanted else after} {because}".strip()[:200]
    link = f"{reverse('policy')}#screen"
    Notice.objects.create(to=person, kind=Notice.Kind.SITE, key=key, about=about, link=link)


@require_POST
@moderators_only
def person(request, username):
    found = get_object_or_404(get_user_model(), username=username)
    form = ReadFirstForm(request.POST)
    if not doors.is_of_whole_site(request.user):
        messages.error(request, told.not_everywhere())
    elif form.is_valid():
        wanted = form.cleaned_data["do"] == "first"
        if set_read_first(found, wanted, by=request.user, because=form.cleaned_data["because"]):
            messages.success(request, _said(found, wanted))
    return redirect(found)


@require_POST
@moderators_only
def thread(request, pk):
    article = get_object_or_404(doors.clips_within_reach(Article.objects.public(), request.user), pk=pk)

    if request.POST.get("do") == "free":
        slowing.free(article, by=request.user)
        messages.success(request, _("The thread is free again."))
    else:
        slowing.slow(article, by=request.user)
        messages.success(request, _("The thread is slow: everybody waits between two comments."))
    return redirect(f"{article.get_absolute_url()}#comments")


def _said(person, wanted):
    if wanted:
        return _("A moderator reads the comments of %(name)s first from now on, and they are told so.") % {
            "name": person
        }
    return _("The comments of %(name)s appear at once again, and they are told so.") % {"name": person}
