"""What can go wrong on the way to a page, each with a sentence for a person."""

from common.errors import SentenceError, _, say

LATER = _("Try again later.")


class FetchError(SentenceError):
    """A page could not be fetched. `worth_retrying`: the same address may answer later.

    `sentence` also tells a person to try again; `happened` is for what is tried again by itself.
    """

    template = _("The page could not be fetched. Check the address and try again.")
    worth_retrying = False

    @property
    def happened(self) -> str:
        return say(self.template, **self.details)

    @property
    def sentence(self) -> str:
        return f"{self.happened} {say(LATER)}" if self.worth_retrying else self.happened


class Refused(FetchError):
    """The address is malformed, private, or leads where we do not go; nothing was asked of it."""


class Unreachable(FetchError):
    """No connection, no such host, or the connection broke before an answer."""

    template = _("%(host)s could not be reached.")
    worth_retrying = True


class TooSlow(FetchError):
    """The whole answer was not there when the deadline passed."""

    template = _("%(host)s did not send the page within %(seconds)s seconds.")
    worth_retrying = True


class TooLarge(FetchError):
    """More bytes than allowed, counted after decompression."""

    template = _("The page at %(host)s is larger than %(megabytes)s MB. Copy the text you need and paste it instead.")


class WrongType(FetchError):
    """The bytes are not of a type that was asked for."""

    template = _(
        "%(host)s sent %(found)s where a page was expected. "
        "Give the address of the article itself, or copy its text and paste it instead."
    )


class BadAnswer(FetchError):
    """An answer that is not a page. `status` is 0 when it was not even HTTP; `retry_after` is in seconds."""

    def __init__(
        self,
        status: int,
        template: str = "",
        *,
        retry_after: int | None = None,
        **details: object,
    ):
        self.status = status
        self.retry_after = retry_after
        super().__init__(template or sentence_for(status), status=status, **details)

    @property
    def worth_retrying(self) -> bool:
        return self.status in (408, 425, 429) or self.status >= 500


def sentence_for(status: int) -> str:
    if status in (401, 402, 403, 407, 451):
        return _(
            "%(host)s does not let this page be read (status %(status)s). "
            "If you may read it, copy its text and paste it instead."
        )
    if status in (404, 410):
        return _("%(host)s has no page at this address (status %(status)s). Check the address.")
    if status in (425, 429):
        return _("%(host)s asks to be left alone for a while (status %(status)s).")
    if status >= 500:
        return _("%(host)s has a problem of its own (status %(status)s).")
    return _("%(host)s answered with status %(status)s, not with a page. Check the address.")
