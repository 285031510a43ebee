from django.urls import path

from curation.views import edit, index, leads, preview, publish, working

app_name = "desk"
urlpatterns = [
    path("", index.index, name="index"),
    path("new/", leads.new, name="new"),
    path("leads/<int:pk>/", leads.lead, name="lead"),
    path("leads/<int:pk>/again/", leads.again, name="lead-again"),
    path("leads/<int:pk>/dismiss/", leads.dismiss, name="lead-dismiss"),
    path("<int:pk>/", edit.edit, name="edit"),
    path("<int:pk>/working-copy/", working.working_copy, name="working-copy"),
    path("<int:pk>/working-copy/throw-away/", working.throw_away, name="throw-away"),
    path("<int:pk>/presence/", working.presence, name="presence"),
    path("<int:pk>/preview/", preview.preview, name="preview"),
    path("<int:pk>/publish/", publish.publish, name="publish"),
    path("<int:pk>/withdraw/", publish.withdraw, name="withdraw"),
    path("<int:pk>/submit/", publish.submit, name="submit"),
    path("<int:pk>/return/", publish.return_to_draft, name="return"),
]
