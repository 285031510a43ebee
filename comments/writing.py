"""What helps somebody who writes: a preview, a quotation, a draft; and how a comment read before it was edited."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.models import Article
from comments import answers, drafts
from comments.body import tidy
from comments.forms import CommentForm, EditForm
from comments.mentions import rendered
from comments.models import Comment
from comments.parts import parts_of
from comments.quoting import with_quotation
from comments.threads import is_number
from comments.versions import answered_version, versions_of
from common.public import public_page, shows

HELP = {"preview", "quote"}  # what the button `do` of a form may ask for instead of posting


def help_with(request, article, parent):
    """The form again with a quotation or a preview in it. Nothing is posted."""
    if request.POST["do"] == "quote" and parent and parent.is_visible:
        body = with_quotation(request.POST.get("body", ""), parent.body)
        return answers.replying(request, parent, CommentForm.fresh(parent=parent, body=body, key=_key(request)))
    form = CommentForm(request.POST)
    if not form.is_valid():
        return answers.unsent(request, article, form, parent=parent)
    return answers.previewed(request, article, form, parent, rendered(form.cleaned_data["body"]))


def preview_edit(request, comment):
    form = EditForm(request.POST)
    if not form.is_valid():
        return answers.editing(request, comment, form)
    return answers.previewed_edit(request, comment, form, rendered(form.cleaned_data["body"]))


@require_POST
def draft(request, slug):
    """Keep what is typed. It never answers with an error: the text is still in the form."""
    article = Article.objects.public().filter(slug=slug).first()
    place = _place(request, article) if article and request.user.is_authenticated else ""
    if not place:
        return HttpResponse(status=204)
    kept = drafts.save(by=request.user, article=article, place=place, body=tidy(request.POST.get("body", "")))
    if not kept:
        return HttpResponse("")
    at = date_format(timezone.localtime(kept.saved_at), "TIME_FORMAT")
    return HttpResponse(_("Kept as a draft at %(time)s.") % {"time": at}, content_type="text/plain; charset=utf-8")


@public_page(query=[])
def versions(request, pk):
    """How it reads and read before. `?answered=`: the number of a reply, whose version is marked."""
    found = Comment.objects.visible().select_related("article", "author")
    comment = get_object_or_404(found, pk=pk, article__in=Article.objects.published())
    shows(request, f"article:{comment.article_id}")
    number = request.GET.get("answered", "")
    reply = comment.replies.visible().select_related("parent").filter(pk=number if is_number(number) else 0).first()
    marked = answered_version(reply) if reply else None
    context = {"comment": comment, "article": comment.article, "versions": versions_of(comment), "reply": reply}
    return render(request, "comments/versions.html", {**context, "marked": marked.number if marked else None})


def _place(request, article):
    """The name of the form, from the numbers that it sends; "" where it is not theirs to write."""
    parent, own = request.POST.get("parent", ""), request.POST.get("edits", "")
    if is_number(own):
        return f"edit:{own}" if article.comments.editable_by(request.user).filter(pk=own).exists() else ""
    if is_number(parent):
        return f"reply:{parent}" if article.comments.visible().filter(pk=parent).exists() else ""
    part = request.POST.get("part", "")
    return f"about:{article.pk}:{part}" if part in parts_of(article) else f"say:{article.pk}"


def _key(request):
    return request.POST.get("key", "")[:64]
