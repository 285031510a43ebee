"""Whether somebody does the background work."""

from django.apps import apps


def worker_is_awake() -> bool:
    """By name, since the heartbeat belongs to the assembly above."""
    return apps.get_model("newsclip", "WorkerHeartbeat").objects.alive().exists()
