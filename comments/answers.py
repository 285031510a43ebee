"""What a comment form is answered with: a redirect to the comment, or for htmx the same pieces of template, swapped."""

from functools import wraps
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django_htmx.http import trigger_client_event

from accounts import terms
from comments import kept
from comments.forms import CommentForm
from comments.rules import name_of
from comments.screening import explain
from comments.threads import Thread, branch, order_of, place_of, root_of, row_of, stands_on
from common.waiting import status_of

KINDS = {messages.SUCCESS: "good", messages.WARNING: "warn"}


def posted(request, comment):
    kind, sentence = _told(comment)
    if not request.htmx:
        messages.add_message(request, kind, sentence)
        return redirect(place_of(comment, request.user))
    if not stands_on(page_before(request), comment, request.user):
        return follow(request, comment.get_absolute_url())
    is_first = comment.article.comments.shown_to(request.user).order_by()[:2].count() == 1
    context = {"thread": branch(comment, request.user), "form": CommentForm.fresh(), "is_first": is_first}
    response = render(request, "comments/_posted.html", {**_about(request, comment, kind, sentence), **context})
    if comment.parent_id:
        response["HX-Retarget"], response["HX-Reswap"] = f"#branch-{root_of(comment)}", "outerHTML"
    return _focus(response, comment)


def changed(request, comment, sentence):
    """After an edit or a deletion."""
    if not request.htmx:
        messages.success(request, sentence)
        return redirect(place_of(comment, request.user))
    context = {"row": row_of(comment, request.user), **_about(request, comment, messages.SUCCESS, sentence)}
    return _focus(render(request, "comments/_changed.html", context), comment)


def unsent(request, article, form, *, parent=None, refused=None):
    """The form again, with the text and a sentence. Nothing that was typed is lost."""
    context = {"article": article, "form": form, "parent": parent, "smooth": bool(request.htmx), **_because(refused)}
    template = "comments/_form.html" if request.htmx else "comments/unsent.html"
    return render(request, template, context, status=status_of(request, refused, refused.status if refused else 422))


def _because(refused):
    """What a form shows that comes back."""
    asked = terms.TermsForm(asked=terms.asked()) if refused and refused.asks_terms else None
    return {"refused": refused, "closed": bool(refused) and not refused.again, "terms": asked}


def replying(request, parent, form):
    context = {"article": parent.article, "form": form, "parent": parent, "refused": None, "closed": False}
    template = "comments/_form.html" if request.htmx else "comments/reply.html"
    return render(request, template, {**context, "smooth": bool(request.htmx)})


def previewed(request, article, form, parent, shown):
    """As it will read, above the form; for htmx alone, in its place in the form."""
    if request.htmx:
        return render(request, "comments/_preview.html", {"preview": shown})
    context = {"article": article, "form": form, "parent": parent, "refused": None, "closed": False}
    return render(request, "comments/preview.html", {**context, "preview": shown, "smooth": False})


def previewed_edit(request, comment, form, shown):
    if request.htmx:
        return render(request, "comments/_preview.html", {"preview": shown})
    context = {"comment": comment, "article": comment.article, "form": form, **_because(None), "preview": shown}
    return render(request, "comments/edit.html", {**context, "smooth": False})


def no_reply(request, parent):
    if parent.is_visible:
        messages.warning(request, _("Comments on this clip are closed."))
    elif not parent.is_gone:
        messages.warning(request, _("Your comment waits for a moderator. Once it is visible you can reply to it."))
    return follow(request, parent.get_absolute_url())


def editing(request, comment, form, refused=None):
    stays = comment.is_gone or (comment.is_visible and not comment.article.takes_comments)
    if stays and not form.is_bound:
        return follow(request, comment.get_absolute_url())
    context = {"comment": comment, "article": comment.article, "form": form, **_because(refused)}
    template = "comments/_edit.html" if request.htmx else "comments/edit.html"
    status = status_of(request, refused, 422 if form.is_bound else 200)
    return render(request, template, {**context, "smooth": bool(request.htmx)}, status=status)


def gone(request, comment):
    """410 with the reason; the author also reads the moderator's words."""
    own = comment.author_id == request.user.pk
    context = {
        "comment": comment,
        "article": comment.article,
        "own": own,
        "rule": name_of(comment.removed_for),
        "decision": comment.decisions.filter(outcome="removed").first() if own else None,
        "place": place_of(comment, request.user),
    }
    return render(request, "comments/gone.html", context, status=410)


def sign_in(request, to, *, place):
    """Ask to sign in and lead back. Text that came with the request waits in the session."""
    body = request.POST.get("body", "")
    if body and not kept.keep(request, place, body, request.POST.get("key", "")):
        return render(request, "comments/signed_out.html", {"body": body, "next": to}, status=422)
    return follow(request, redirect_to_login(to).url)


def signed_in(view):
    """Else to sign in, as a whole page: where it was only a button of the page, one returns to the page."""

    @wraps(view)
    def door(request, *args, **kwargs):
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        return follow(request, redirect_to_login(request.get_full_path()).url)

    return door


def follow(request, address):
    """A redirect that htmx follows with the whole page."""
    if not request.htmx:
        return redirect(address)
    return HttpResponse(headers={"HX-Redirect": address})


def page_before(request) -> QueryDict:
    """What the page from which htmx sent this was asked for."""
    try:
        return QueryDict(urlsplit(request.htmx.current_url or "").query)
    except ValueError:  # a browser sends none that cannot be read
        return QueryDict()


def _told(comment):
    if comment.is_visible:
        return messages.SUCCESS, _("Your comment is posted.")
    if comment.is_gone:
        return messages.WARNING, _("You have posted this before, and a moderator has removed it. Its place says why.")
    reasons = "; ".join(explain(comment.held_because))
    return messages.WARNING, _("Your comment waits for a moderator, because %(reasons)s.") % {"reasons": reasons}


def _about(request, comment, kind, sentence):
    article = comment.article
    article.refresh_from_db(fields=["comment_count"])
    order = order_of(article, page_before(request).get("sort"))
    return {
        "article": article,
        "bar": Thread(article=article, user=request.user, order=order),
        "comment": comment,
        "kind": KINDS[kind],
        "sentence": sentence,
        "smooth": True,
    }


def _focus(response, comment):
    """The keyboard and the screen reader go to the comment, as a redirect to its anchor would."""
    return trigger_client_event(response, "comment-settled", {"id": f"comment-{comment.pk}"}, after="settle")
