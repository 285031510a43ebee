"""Who may come to the desk. Strangers do not learn that it exists."""

from functools import wraps

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache

from articles.category_roles import EDITOR, categories_of
from articles.models import Article
from curation.desk import linking
from curation.models import PreviewLink

CURATE = "articles.change_article"
PUBLISH = "articles.publish_article"


def for_curators(view, permission=CURATE):
    """Anonymous people are asked to sign in, with what they typed kept; those without the permission get 404."""

    @never_cache
    @wraps(view)
    def answer(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return _sign_in(request)
        if not request.user.has_perm(permission):
            raise Http404
        return view(request, *args, **kwargs)

    return answer


def for_publishers(view):
    return for_curators(view, PUBLISH)


def for_the_whole_site(view):
    """For publishers who are limited to no category: what they do here shows beside the clips of all."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if categories_of(request.user, EDITOR) is not None:
            raise Http404
        return view(request, *args, **kwargs)

    return for_publishers(answer)


def through_link(view):
    """For people without an account: the address is the key. Who they are otherwise does not matter here.

    What we never gave out is nowhere (404); what has ended says so, and nothing of the clip (410).
    """

    @never_cache
    @wraps(view)
    def answer(request, signed, *args, **kwargs):
        request.user = AnonymousUser()
        try:
            response = view(request, linking.open_link(signed), signed, *args, **kwargs)
        except PreviewLink.DoesNotExist:
            raise Http404 from None
        except linking.LinkEnded:
            response = render(request, "curation/link_ended.html", status=410)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


def _sign_in(request):
    if request.method == "POST":
        kept = [(name, value) for name, values in request.POST.lists() for value in values if value.strip()]
        hidden = {"csrfmiddlewaretoken", "do", "version"}
        shown = [(name, value) for name, value in kept if name not in hidden and not name.endswith("_FORMS")]
        return render(request, "curation/signed_out.html", {"kept": shown}, status=403)
    return redirect_to_login(request.get_full_path())


def clip_for(user, pk, *, trashed=False):
    """A clip of any status, for those who curate; 404 for everybody else. In the trash it is nowhere, too, except for
    whoever still has it open (`trashed`)."""
    clips = Article.objects.filed_for(user) if trashed and user.may_curate else Article.objects.visible_to(user)
    return get_object_or_404(clips.select_related("category", "hero"), pk=pk)
