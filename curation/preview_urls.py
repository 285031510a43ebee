from django.urls import path

from curation.views import outside

app_name = "preview"
urlpatterns = [
    path("<str:signed>/", outside.read, name="read"),
    path("<str:signed>/note/", outside.note, name="note"),
    path("<str:signed>/approve/", outside.approve, name="approve"),
    path("<str:signed>/take-back/", outside.take_back, name="take-back"),
]
