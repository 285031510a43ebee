"""What the edit page says when a source of its clip has changed."""

from django import template

from curation.models import PassageChange, Watch

register = template.Library()


@register.inclusion_tag("curation/_watch_banner.html")
def watch_banner(article):
    changes = PassageChange.objects.open().filter(article=article)
    troubled = Watch.objects.in_trouble().filter(source__article_sources__article=article).select_related("source")
    return {"article": article, "changes": len(changes), "troubled": list(troubled)}
