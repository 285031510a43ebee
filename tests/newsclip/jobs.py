"""Jobs for the tests of the worker."""

from django_tasks import task


@task()
def double(number: int) -> int:
    return number * 2
