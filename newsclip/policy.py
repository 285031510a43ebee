"""`/policy/`: the house rules and all that follows from them, said by the tables that the code goes by."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import SiteSettings
from articles import outside
from articles.models import Page
from comments import limits
from comments import policy as words
from common.markdown import render_clip
from common.public import public_page, shows
from moderation import reporting


@public_page(query=[])
def policy(request):
    """A page that an administrator wrote under this address stands above the rules."""
    shows(request, "site", "page:policy")
    site, own = SiteSettings.load(), Page.objects.filter(slug="policy").first()
    title = own.title if own else _("House rules")
    context = {
        "title": title,
        "own": (own.body_html or render_clip(own.body)) if own else "",
        "rules": words.rules(),
        "screens": [*words.screens(site), *reporting.in_words(site)],
        "threads": words.threads(site),
        "steps": words.steps(),
        "limits": limits.in_words(),
        "site": site,
        "head": outside.of_list(reverse("policy"), title),
    }
    return render(request, "newsclip/policy.html", context)
