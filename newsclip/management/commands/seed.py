import time

from django.core.management.base import BaseCommand, CommandError

from articles.models import Article
from newsclip import seed
from newsclip.seed.talk import NothingToTalkAbout

WIDTH = 30  # characters of the bar


class Command(BaseCommand):
    help = "Fill the site with invented people, clips and comments, for trials and benchmarks."

    def add_arguments(self, parser):
        for name in ("users", "articles", "comments"):
            parser.add_argument(f"--{name}", type=int, default=0, metavar="N", help=f"how many {name} to add")
        parser.add_argument("--on", metavar="SLUG", help="put all comments on this one clip")
        parser.add_argument("--random-seed", type=int, default=1, metavar="N", help="another one, other words")

    def handle(self, *args, users, articles, comments, on, random_seed, **options):
        if min(users, articles, comments) < 0 or not users + articles + comments:
            raise CommandError("Say how many: manage.py seed --articles N --comments N --users N")
        started = time.monotonic()
        try:
            seed.fill(
                users=users, articles=articles, comments=comments, on=on and self.clip(on),
                random_seed=random_seed, progress=self.show,
            )  # fmt: skip
        except NothingToTalkAbout:
            raise CommandError("No published clip takes comments. Add some clips as well: --articles N") from None
        took = time.monotonic() - started
        self.stdout.write(f"Added {users:,} people, {articles:,} clips and {comments:,} comments in {took:.0f} s.")

    def clip(self, slug):
        found = Article.objects.published().filter(slug=slug).first()
        if not found:
            raise CommandError(f"There is no published clip at /articles/{slug}/.")
        return found

    def show(self, what, done, of):
        """A bar where somebody watches, nothing in a log."""
        if not self.stderr.isatty():
            return
        full = WIDTH * done // of
        bar = "█" * full + "·" * (WIDTH - full)
        self.stderr.write(f"\r\033[K{bar} {done:,} of {of:,} {what}", ending="\n" if done == of else "")
        self.stderr.flush()
