"""What the site settings may have got wrong, told by `manage.py check --database default` and by every migration."""

from django.core.checks import Tags, Warning, register
from django.db import DatabaseError

from accounts.models import SiteSettings


@register(Tags.database)
def reporters_are_not_forgotten_early(app_configs, databases, **kwargs):
    site = _settings() if databases else None
    if site is None or not site.forgets_reporters_early:
        return []
    return [
        Warning(
            f"Who reported without an account is forgotten after {site.reporter_days} days, while another look and an "
            f"appeal may take {site.fewest_reporter_days}.",
            hint=f"Set it to {site.fewest_reporter_days} or more in the site settings; 0 keeps them for good.",
            id="moderation.W001",
        )
    ]


def _settings():
    """None before the table is there, or as it should be."""
    try:
        return SiteSettings.load()
    except DatabaseError:
        return None
