"""Jobs for the tests of the worker."""

from django_tasks import task

from common.jobs import LATER, SOON, GiveUp, Later, tried

done: list[object] = []


@task()
def double(number: int) -> int:
    return number * 2


@task()
@tried(times=3, first=10)
def fail(words: str) -> None:
    raise RuntimeError(words)


@task()
def give_up() -> None:
    raise GiveUp("of no use")


@task()
def later(seconds: float) -> None:
    raise Later(seconds)


@task(takes_context=True)
def tell_attempt(context) -> int:
    return context.attempt


@task(priority=SOON)
def soon() -> None:
    done.append("soon")


@task()
def some_day() -> None:
    done.append("some day")


@task(priority=LATER)
def whenever() -> None:
    done.append("whenever")
