"""Pictures, when no web server in front and no S3 bucket serves them."""

from django.conf import settings
from django.http import Http404
from django.views.decorators.http import require_safe
from django.views.static import serve

SECONDS = 7 * 24 * 3600  # a picture's name is never given to another


@require_safe
def media(request, path):
    try:
        response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    except OSError as error:  # a name that no file can have
        raise Http404 from error
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    # Nothing in an uploaded file may act in our name, whatever it turns out to hold.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
