from django.urls import path

from curation.views import (
    activity,
    bulk,
    calendar,
    edit,
    front,
    index,
    leads,
    pictures,
    preview,
    publish,
    search,
    trash,
)

app_name = "desk"
urlpatterns = [
    path("", index.index, name="index"),
    path("new/", leads.new, name="new"),
    path("leads/<int:pk>/", leads.lead, name="lead"),
    path("leads/<int:pk>/again/", leads.again, name="lead-again"),
    path("leads/<int:pk>/dismiss/", leads.dismiss, name="lead-dismiss"),
    path("pictures/", pictures.library, name="pictures"),
    path("pictures/<int:pk>/", pictures.picture, name="picture"),
    path("search/", search.search, name="search"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("front/", front.arrange, name="front"),
    path("activity/", activity.activity, name="activity"),
    path("trash/", trash.trash, name="trash"),
    path("bulk/", bulk.bulk, name="bulk"),
    path("undo/", bulk.undo, name="undo"),
    path("<int:pk>/plan/", calendar.plan_of, name="plan"),
    path("<int:pk>/", edit.edit, name="edit"),
    path("<int:pk>/preview/", preview.preview, name="preview"),
    path("<int:pk>/publish/", publish.publish, name="publish"),
    path("<int:pk>/withdraw/", publish.withdraw, name="withdraw"),
    path("<int:pk>/submit/", publish.submit, name="submit"),
    path("<int:pk>/return/", publish.return_to_draft, name="return"),
]
