"""Pictures, their words and their rights."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.markdown import split_at_places


class PictureQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-added_at", "-pk")

    def saying(self, words):
        """Those whose words have all of these."""
        wanted = Q()
        for word in words.split():
            wanted &= Q(alt__icontains=word) | Q(caption__icontains=word) | Q(credit__icontains=word)
        return self.filter(wanted)


class Picture(models.Model):
    file = models.ImageField(_("file"), upload_to="pictures/", width_field="width", height_field="height")
    width = models.PositiveIntegerField(_("width"), default=0, editable=False)
    height = models.PositiveIntegerField(_("height"), default=0, editable=False)
    # {"webp": {"480": "pictures/….webp", …}, "avif": …}: widths in pixels. WebP is made when the file is taken in,
    # AVIF, which takes ten times as long and is a third smaller, by the worker soon after.
    renditions = models.JSONField(_("sizes"), default=dict, blank=True, editable=False)
    alt = models.CharField(_("what it shows, for those who cannot see it"), max_length=300, blank=True)
    decorative = models.BooleanField(_("decorative: says nothing that the text does not"), default=False)
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)
    # What must stay when it is cropped: a point, in percent from the left and from the top.
    focus_x = models.PositiveSmallIntegerField(_("focus, from the left"), default=50)
    focus_y = models.PositiveSmallIntegerField(_("focus, from the top"), default=50)
    # Of the uploaded bytes: who gives the same file again gets the picture that is there.
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        constraints = [
            models.CheckConstraint(
                name="picture_has_alt_or_is_decorative",
                condition=Q(decorative=True) | ~Q(alt=""),
                violation_error_message=_("Say what the picture shows, or mark it as decorative."),
            ),
            models.CheckConstraint(
                name="picture_focus_is_in_the_picture", condition=Q(focus_x__lte=100) & Q(focus_y__lte=100)
            ),
            models.UniqueConstraint(fields=["sha256"], condition=~Q(sha256=""), name="picture_is_made_of_a_file_once"),
        ]

    def __str__(self):
        return self.alt or self.caption or self.file.name

    def srcset(self):
        """`url 480w, url 960w, …` for the widths that exist as WebP, the file itself among them."""
        return self._srcset({**self.renditions.get("webp", {}), str(self.width): self.file.name})

    def srcset_avif(self):
        """The same as AVIF, or "" while the worker has not made them."""
        return self._srcset(self.renditions.get("avif", {}))

    def _srcset(self, names):
        sizes = sorted((int(width), name) for width, name in names.items())
        return ", ".join(f"{self.file.storage.url(name)} {width}w" for width, name in sizes)

    def files(self):
        """The names of all its files."""
        return [self.file.name, *(name for names in self.renditions.values() for name in names.values())]

    @property
    def markdown(self):
        """What shows it in a text, as a paragraph of its own."""
        return f"![](picture:{self.pk})"

    @property
    def thumbnail(self):
        """The address of the smallest size."""
        sizes = self.renditions.get("webp", {})
        return self.file.storage.url(sizes[min(sizes, key=int)] if sizes else self.file.name)

    @property
    def focus(self):
        """(x, y) in tens of percent, as the style sheet knows them; None in the middle."""
        point = tuple(10 * round(value / 10) for value in (self.focus_x, self.focus_y))
        return None if point == (50, 50) else point


class ArticlePicture(models.Model):
    """A picture in the running text of a clip. The text names it; these rows say which pages show it."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="body_pictures", verbose_name=_("clip")
    )
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="in_bodies", verbose_name=_("picture"))

    class Meta:
        verbose_name = _("picture in a text")
        verbose_name_plural = _("pictures in texts")
        constraints = [models.UniqueConstraint(fields=["article", "picture"], name="picture_is_named_once_for_a_text")]

    def __str__(self):
        return str(self.picture)


class LinkCard(models.Model):
    """What a card says of a page elsewhere: asked once by the worker, so that readers ask nobody."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    url = models.URLField(_("address"), max_length=2000, unique=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING, editable=False)
    title = models.CharField(_("title"), max_length=300, blank=True)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    description = models.CharField(_("description"), max_length=400, blank=True)
    looked_at = models.DateTimeField(_("looked at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("card of a link")
        verbose_name_plural = _("cards of links")
        constraints = [
            models.CheckConstraint(name="card_that_is_ready_has_a_title", condition=~Q(state="ready") | ~Q(title=""))
        ]

    def __str__(self):
        return self.title or self.url


LONGEST_CARD = 2000  # bytes of an address: PostgreSQL can keep no much longer one unique


def place(kind: str, named: str) -> str:
    """Where a picture or the card of a link stands in a text: the key under which articles/reading.py finds it."""
    if kind == "picture":
        return f"picture-{named}" if Picture.objects.filter(pk=named).exists() else ""
    if len(named.encode()) > LONGEST_CARD:
        return ""
    card, _made = LinkCard.objects.get_or_create(url=named)
    return f"card-{card.pk}"


def pictures_in(html: str) -> list[int]:
    return list(dict.fromkeys(key for _html, kind, key in split_at_places(html) if kind == "picture"))
