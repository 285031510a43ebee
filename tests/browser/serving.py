"""The site as it is served: the page store, Django behind it, and hashed, compressed static files."""

import importlib
from contextlib import contextmanager
from threading import Thread

from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test import override_settings
from django.test.testcases import QuietWSGIRequestHandler

MANIFEST = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}


class Server(ThreadedWSGIServer):
    daemon_threads = True

    def close_request(self, request):
        super().close_request(request)
        connections.close_all()  # this thread's own


@contextmanager
def serving():
    """The address of the site, for as long as the block lasts."""
    with as_in_production():
        server = Server(("127.0.0.1", 0), QuietWSGIRequestHandler)
        server.set_app(importlib.reload(importlib.import_module("newsclip.wsgi")).application)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


@contextmanager
def as_in_production():
    """Static files as `make run` serves them; collected once in a process."""
    storages = {**settings.STORAGES, "staticfiles": MANIFEST}
    with override_settings(STORAGES=storages, WHITENOISE_AUTOREFRESH=False):
        if not (settings.STATIC_ROOT / "staticfiles.json").exists():
            call_command("collectstatic", interactive=False, verbosity=0)
        yield
