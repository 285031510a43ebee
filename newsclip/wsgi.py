"""What the server runs: the page store, and Django behind it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsclip.settings")
django = get_wsgi_application()

from newsclip.store import PageStore  # noqa: E402  (it needs the settings)

application = PageStore(django)
