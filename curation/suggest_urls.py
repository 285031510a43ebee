"""The address where readers suggest links; it has no namespace, so that templates below may name it."""

from django.urls import path

from curation.views import suggestions

urlpatterns = [path("suggest/", suggestions.suggest, name="suggest")]
