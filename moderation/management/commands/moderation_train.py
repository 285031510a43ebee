"""Teach the scorer by this site's own decisions. Changes nothing where they are too few, or it would do worse."""

from django.core.management.base import BaseCommand, CommandError

from comments.scoring.learning import CannotLearn
from moderation import training
from moderation.lessons import lessons


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="train and judge, and keep nothing")
        parser.add_argument("--force", action="store_true", help="keep it even if it does worse than what is in force")

    def handle(self, *, dry_run, force, **options):
        try:
            trial = training.train(lessons())
        except training.TooFew as few:
            self.stdout.write(
                f"Too few decisions to learn from: {few} Nothing was changed; comments are sorted as before."
            )
            return
        except CannotLearn:
            raise CommandError(
                "Training needs scikit-learn, which is not installed: pip install -r requirements/train.txt. "
                "Scoring does not need it. Nothing was changed."
            ) from None
        self._tell(trial)
        if dry_run:
            self.stdout.write("Nothing was kept (--dry-run).")
            return
        self._adopt(trial, force)

    def _adopt(self, trial, force):
        try:
            row = training.adopt(trial, force=force)
        except training.NotWorth as why:
            self.stdout.write(f"{why} Nothing was changed.")
            return
        self.stdout.write(
            f"In force since now, as number {row.pk}. {training.rescore_waiting()} waiting comments scored."
        )

    def _tell(self, trial):
        self.stdout.write(
            f"Learned from {trial.older} decided comments, judged by the newest {trial.newer}:\n"
            f"  ROC-AUC {trial.learned.auc:.3f}; what is in force: {trial.before.auc:.3f}"
        )
        if trial.learned.threshold is None:
            self.stdout.write(
                f"  No threshold holds with a precision of {training.PRECISION}: it sorts the queue and holds nothing."
            )
        else:
            self.stdout.write(f"  holding from {trial.learned.threshold:.2f}: {trial.learned.confusion}")
