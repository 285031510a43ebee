"""Volume for trials and benchmarks: people, clips and comments of Quillmouth, as many as wanted.

What is made is alike for the same random seed on an empty site, its times apart. Rows go in by thousands, past the
verbs, so this package owes what they see to: sort paths, rendered text, search entries, counts, stamps.
"""

from random import Random

from articles import taxonomy
from articles.models import Article
from comments import counts
from newsclip.seed import clips, people, talk
from newsclip.seed.bulk import Progress, silent

__all__ = ["fill"]


def fill(
    *, users: int = 0, articles: int = 0, comments: int = 0, on: Article | None = None, random_seed: int = 1,
    progress: Progress = silent,
) -> None:  # fmt: skip
    """Add so many of each; comments all `on` one clip, or spread unevenly over all that take them.

    `progress` hears (what, done, of how many). Raises talk.NothingToTalkAbout.
    """
    rng = Random(random_seed)  # noqa: S311  (not for secrets)
    writers = people.move_in(users, rng, progress)
    if articles or comments:
        writers = writers or people.seeded() or people.move_in(people.FEW, rng, progress)
    clips.publish(articles, writers, rng, progress)
    talk.hold(comments, writers, rng, progress, on=on)
    taxonomy.recount()
    counts.recount()
