from django.urls import path

from curation.views import edit, index, leads, preview, publish, revisions

app_name = "desk"
urlpatterns = [
    path("", index.index, name="index"),
    path("new/", leads.new, name="new"),
    path("leads/<int:pk>/", leads.lead, name="lead"),
    path("leads/<int:pk>/again/", leads.again, name="lead-again"),
    path("leads/<int:pk>/dismiss/", leads.dismiss, name="lead-dismiss"),
    path("<int:pk>/", edit.edit, name="edit"),
    path("<int:pk>/preview/", preview.preview, name="preview"),
    path("<int:pk>/publish/", publish.publish, name="publish"),
    path("<int:pk>/withdraw/", publish.withdraw, name="withdraw"),
    path("<int:pk>/revisions/", revisions.revisions, name="revisions"),
    path("<int:pk>/revisions/compare/", revisions.compare, name="compare"),
    path("<int:pk>/revisions/<int:number>/restore/", revisions.restore_revision, name="restore"),
    path("<int:pk>/submit/", publish.submit, name="submit"),
    path("<int:pk>/return/", publish.return_to_draft, name="return"),
]
