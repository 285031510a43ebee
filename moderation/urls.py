from django.urls import path

from moderation import cases, open_books, people_pages, views

app_name = "moderation"
urlpatterns = [
    path("", views.index, name="queue"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("decisions/<uuid:public_id>/", cases.decision, name="decision"),
    path("decisions/<uuid:public_id>.json", cases.exported, name="decision-json"),
    path("appeals/", cases.queue, name="appeals"),
    path("appeals/<int:pk>/", cases.answer, name="appeal"),
    path("log/", open_books.entries, name="log"),
    path("figures/", people_pages.figures, name="figures"),
    path("people/<str:username>/", people_pages.person, name="person"),
    path("people/<str:username>/note/", people_pages.note, name="person-note"),
    path("people/<str:username>/limit/", people_pages.limit, name="person-limit"),
    path("people/<str:username>/lift/<int:pk>/", people_pages.lift, name="person-lift"),
]
