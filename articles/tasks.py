"""What the worker does for clips."""

from django_tasks import task

from articles import pictures
from articles.models import Picture


@task()
def make_avif_of(pk):
    picture = Picture.objects.filter(pk=pk).first()
    if picture:
        pictures.make_avif(picture)
