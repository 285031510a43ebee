"""About, contact, policy, imprint: pages that an administrator writes."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.markdown import render_clip


class Page(models.Model):
    slug = models.SlugField(_("address"), max_length=80, unique=True, allow_unicode=True)
    title = models.CharField(_("title"), max_length=120)
    body = models.TextField(_("text"), help_text=_("Markdown"))
    body_html = models.TextField(editable=False, default="")
    position = models.PositiveSmallIntegerField(_("place in the footer"), default=0)
    in_footer = models.BooleanField(_("link in the footer"), default=True)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        ordering = ["position", "title"]
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("page", args=[self.slug])

    def render(self):
        """Render the Markdown once, before a save; the page only pastes the result."""
        self.body_html = render_clip(self.body)

    def stamps(self):
        # Its title stands in every footer.
        return [f"page:{self.slug}", "site"]
