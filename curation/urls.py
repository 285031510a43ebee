from django.urls import path

from curation.views import edit, index, leads, preview, publish, suggestions, watch

app_name = "desk"
urlpatterns = [
    path("", index.index, name="index"),
    path("new/", leads.new, name="new"),
    path("known/", leads.known, name="known"),
    path("bookmarklet/", leads.bookmarklet, name="bookmarklet"),
    path("leads/<int:pk>/", leads.lead, name="lead"),
    path("leads/<int:pk>/again/", leads.again, name="lead-again"),
    path("leads/<int:pk>/dismiss/", leads.dismiss, name="lead-dismiss"),
    path("leads/<int:pk>/thank/", suggestions.thank, name="lead-thank"),
    path("suggestions/", suggestions.index, name="suggestions"),
    path("watch/", watch.index, name="watch"),
    path("watch/<int:pk>/look/", watch.look, name="watch-look"),
    path("watch/changes/<int:pk>/cite/", watch.cite, name="watch-cite"),
    path("watch/changes/<int:pk>/keep/", watch.keep, name="watch-keep"),
    path("<int:pk>/", edit.edit, name="edit"),
    path("<int:pk>/preview/", preview.preview, name="preview"),
    path("<int:pk>/publish/", publish.publish, name="publish"),
    path("<int:pk>/withdraw/", publish.withdraw, name="withdraw"),
    path("<int:pk>/submit/", publish.submit, name="submit"),
    path("<int:pk>/return/", publish.return_to_draft, name="return"),
]
