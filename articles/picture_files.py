"""The files of a picture: read without trusting them, written anew in the sizes and formats that pages ask for."""

import io
import warnings
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, IptcImagePlugin

from common.text import normalise

FORMATS = ["JPEG", "PNG", "WEBP", "GIF", "AVIF"]
MOST_BYTES = 10_000_000
MOST_PIXELS = {"JPEG": 50_000_000}  # a JPEG is decoded small, so it may be a camera's
MOST_OF_OTHERS = 20_000_000  # these are decoded whole: 80 MB of memory
WIDTHS = (480, 800, 1200)
WIDEST = 2400  # pixels; no page shows more
OPTIONS = {"webp": {"quality": 82, "method": 4}, "avif": {"quality": 60, "speed": 7}}

ARTIST, COPYRIGHT, DESCRIPTION = 0x013B, 0x8298, 0x010E  # tags of EXIF
BYLINE, CREDIT, NOTICE, CAPTION = (2, 80), (2, 110), (2, 116), (2, 120)  # records of IPTC


class BadPicture(Exception):
    """The file cannot be taken; the words are a sentence for the person who gave it."""


def read(file) -> tuple[Image.Image, dict[str, str]]:
    """The first frame, turned upright, of at most WIDEST pixels, with nothing but its pixels; and what the file
    says of its rights: {credit, licence, caption}, those that it names."""
    if file.size > MOST_BYTES:
        raise BadPicture(_("The picture is larger than 10 MB. Save it smaller, then choose it again."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(file, formats=FORMATS)
            _demand_fair_size(image)
            said = rights_of(image)
            return _plain(image), said
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadPicture(_too_many(MOST_OF_OTHERS)) from error
    except BadPicture:
        raise
    except Exception as error:  # a decoder may fail in any way on a file that was made to make it fail
        raise BadPicture(_("This is not a picture that we can read. Give a JPEG, PNG, WebP, AVIF or GIF.")) from error


def _too_many(most):
    said = _("The picture has more than %(most)d million pixels. Save it smaller, then choose it again.")
    return said % {"most": most // 1_000_000}


def _demand_fair_size(image):
    most = MOST_PIXELS.get(image.format or "", MOST_OF_OTHERS)
    if image.width * image.height > most:
        raise BadPicture(_too_many(most))


def _plain(image):
    image.draft("RGB", (WIDEST, WIDEST))
    image.seek(0)
    image.thumbnail((WIDEST, WIDEST))
    image = _in_srgb(_in_eight_bits(ImageOps.exif_transpose(image)))
    mode = "RGBA" if image.has_transparency_data else "RGB"
    clean = Image.new(mode, image.size)
    clean.paste(image.convert(mode))
    return clean


def _in_eight_bits(image):
    """Of shades that have sixteen bits the library would keep the darkest 256 and call all others white."""
    return image.point(lambda shade: shade / 256, "L") if image.mode.startswith("I;16") else image


def _in_srgb(image):
    """In the colours that a picture without a profile has: ours have none. A broken profile is no profile."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return image
    try:
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def rights_of(image) -> dict[str, str]:
    """What photographers' programs write into a file: IPTC first, then EXIF. Nothing of a broken one."""
    try:
        iptc, exif = IptcImagePlugin.getiptcinfo(image) or {}, image.getexif()
    except Exception:
        return {}
    maker = _text(iptc.get(BYLINE)) or _text(_as_written(exif.get(ARTIST)))
    agency = _text(iptc.get(CREDIT))
    said = {
        "credit": " / ".join(dict.fromkeys(filter(None, [maker, agency])))[:200],
        "licence": (_text(iptc.get(NOTICE)) or _text(_as_written(exif.get(COPYRIGHT))))[:100],
        "caption": (_text(iptc.get(CAPTION)) or _text(_as_written(exif.get(DESCRIPTION))))[:300],
    }
    return {name: words for name, words in said.items() if words}


def _as_written(value):
    """The bytes of a text of EXIF, which programs fill with UTF-8 and the library takes for Latin-1."""
    return value.encode("latin-1", "replace") if isinstance(value, str) else value


def _text(value) -> str:
    value = value[0] if isinstance(value, list) and value else value
    if isinstance(value, bytes):
        try:
            value = value.decode()
        except UnicodeDecodeError:
            value = value.decode("latin-1")
    return " ".join(normalise(value).split()) if isinstance(value, str) else ""


def write(image, name: str, *, kept: list[str], rights: dict[str, str] | None = None) -> str:
    """Store it in the format of its name; the only thing said in the file is whose it is. `kept` gets the name."""
    kind = name.rpartition(".")[2]
    data = io.BytesIO()
    image.save(data, kind.upper(), exif=_exif(rights or {}), **OPTIONS[kind])
    kept.append(default_storage.save(name, ContentFile(data.getvalue())))
    return kept[-1]


def _exif(rights):
    exif = Image.Exif()
    for tag, name in [(ARTIST, "credit"), (COPYRIGHT, "licence")]:
        if rights.get(name):
            exif[tag] = rights[name].encode()  # the library's own way would make "?" of every accent
    return exif


def write_sizes(image, stem: str, kind: str, widths: Iterable[int], *, kept: list[str], rights=None) -> dict[str, str]:
    """{"480": name, …} of the widths below the picture's own."""
    smaller = [width for width in widths if width < image.width]
    return {
        str(width): write(_narrowed(image, width), f"{stem}-{width}.{kind}", kept=kept, rights=rights)
        for width in smaller
    }


def _narrowed(image, width):
    return image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)
