"""What a preview link's page shows beside the clip: the notes of this link alone, their forms, and the approval."""

from collections import defaultdict
from functools import cached_property

from curation.desk import together
from curation.desk.together_forms import fresh_key


class Outside:
    """`form` is a note that was sent and not taken, with its `refusals`; it is shown where it was written."""

    def __init__(self, link, signed, words, *, form=None, refusals=()):
        self.link, self.signed, self.words = link, signed, words
        self.form, self.refusals = form, refusals
        self.key = fresh_key()

    def on(self, part):
        """The notes on one part, and its name."""
        return {"part": part, "name": self._names.get(part, ""), "threads": self._threads.get(part, [])}

    @cached_property
    def elsewhere(self):
        """Notes on parts that the clip no longer has."""
        return [thread for part, threads in self._threads.items() if part not in self._names for thread in threads]

    @cached_property
    def approval(self):
        """This link's approval of the words on the page, or None."""
        return self.link.approvals.standing().filter(hash=self.words).first()

    @cached_property
    def approved_before(self):
        """Whether it approved other words once, and not these."""
        return self.approval is None and self.link.approvals.standing().exists()

    @cached_property
    def sent(self):
        """Where a note that was not taken belongs, and what it said."""
        if self.form is None:
            return {"part": None, "answers": "", "body": ""}
        given, part = self.form.data, self.form.data.get("part", "")
        here = part if part in self._names or part in self._threads else ""  # a part that went meanwhile
        return {"part": here, "answers": given.get("answers", ""), "body": given.get("body", "")}

    @cached_property
    def _threads(self):
        threads = defaultdict(list)
        for thread in together.threads_of(self.link.article).filter(link=self.link):
            threads[thread.part].append(thread)
        return threads

    @cached_property
    def _names(self):
        return {part.anchor: part.name for part in together.parts_of(self.link.article)}
