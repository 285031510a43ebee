from django.urls import path

from curation.views import edit, index, leads, preview, publish, together

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
    path("<int:pk>/submit/", publish.submit, name="submit"),
    path("<int:pk>/return/", publish.return_to_draft, name="return"),
    path("<int:pk>/together/", together.page, name="together"),
    path("<int:pk>/approve/", together.approve, name="approve"),
    path("<int:pk>/take-back/", together.take_back, name="take-back"),
    path("<int:pk>/assign/", together.assign, name="assign"),
    path("<int:pk>/notes/", together.note, name="note"),
    path("<int:pk>/notes/<int:note>/settle/", together.settle_note, name="note-settle"),
    path("<int:pk>/notes/<int:note>/reopen/", together.reopen_note, name="note-reopen"),
    path("<int:pk>/links/", together.make_link, name="link-make"),
    path("<int:pk>/links/<int:link>/revoke/", together.revoke_link, name="link-revoke"),
]
