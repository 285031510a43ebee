from django.urls import path

from moderation import views

app_name = "moderation"
urlpatterns = [
    path("", views.index, name="queue"),
    path("<int:pk>/decide/", views.decide, name="decide"),
]
