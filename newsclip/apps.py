from django.apps import AppConfig
from django.db.models.signals import post_migrate


def install_roles(**kwargs):
    from accounts.roles import install

    install()


class NewsclipConfig(AppConfig):
    name = "newsclip"

    def ready(self):
        # Permissions exist only after the last app has migrated; this app stands last of ours.
        post_migrate.connect(install_roles, sender=self)
