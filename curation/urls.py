from django.urls import path

from curation.views import edit

app_name = "desk"
urlpatterns = [
    path("<int:pk>/", edit.edit, name="edit"),
]
