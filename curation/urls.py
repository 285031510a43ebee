from django.urls import path

from curation.views import edit, feeds, inbox, index, leads, preview, publish, rules

app_name = "desk"
urlpatterns = [
    path("", index.index, name="index"),
    path("new/", leads.new, name="new"),
    path("leads/<int:pk>/", leads.lead, name="lead"),
    path("leads/<int:pk>/again/", leads.again, name="lead-again"),
    path("leads/<int:pk>/dismiss/", leads.dismiss, name="lead-dismiss"),
    path("inbox/", inbox.index, name="inbox"),
    path("inbox/all/", inbox.act_on_all, name="inbox-all"),
    path("inbox/<int:pk>/", inbox.act, name="inbox-lead"),
    path("feeds/", feeds.index, name="feeds"),
    path("feeds/import/", feeds.import_list, name="feeds-import"),
    path("feeds/feeds.opml", feeds.export, name="feeds-export"),
    path("feeds/<int:pk>/", feeds.feed, name="feed"),
    path("feeds/<int:pk>/do/", feeds.act, name="feed-do"),
    path("rules/", rules.index, name="rules"),
    path("rules/<int:pk>/", rules.act, name="rule-do"),
    path("<int:pk>/", edit.edit, name="edit"),
    path("<int:pk>/preview/", preview.preview, name="preview"),
    path("<int:pk>/publish/", publish.publish, name="publish"),
    path("<int:pk>/withdraw/", publish.withdraw, name="withdraw"),
    path("<int:pk>/submit/", publish.submit, name="submit"),
    path("<int:pk>/return/", publish.return_to_draft, name="return"),
]
