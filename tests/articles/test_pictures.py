import io
import struct
import zlib

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles import pictures
from articles.models import Picture
from articles.pictures import BadPicture, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def upload(data, name="quay.jpg"):
    return SimpleUploadedFile(name, data)


def picture(format="JPEG", size=(1600, 900), mode="RGB", **options):
    data = io.BytesIO()
    Image.new(mode, size, "teal").save(data, format, **options)
    return data.getvalue()


def png_that_claims(width, height):
    """A few bytes that would unpack to `width` × `height` pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    packed = (struct.pack(">I", len(b)) + n + b + struct.pack(">I", zlib.crc32(n + b)) for n, b in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def stored(name):
    with default_storage.open(name) as file:
        return file.read()


def kept(name):
    return Image.open(io.BytesIO(stored(name)))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_is_made_anew_as_webp_in_the_widths_that_pages_ask_for(format):
    taken = take_in(upload(picture(format)), alt="A quay")

    assert kept(taken.file.name).format == "WEBP"
    assert (taken.width, taken.height) == (1600, 900)
    assert {int(width): kept(name).size for width, name in taken.renditions.items()} == {
        480: (480, 270),
        800: (800, 450),
        1200: (1200, 675),
    }


def test_a_small_picture_is_never_enlarged():
    assert take_in(upload(picture(size=(500, 300))), alt="A quay").renditions.keys() == {"480"}


def test_where_it_was_taken_is_gone_and_it_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x8825] = {1: "N", 2: (54.0, 30.0, 0.0)}

    taken = take_in(upload(picture(size=(900, 600), exif=exif)), alt="A quay")

    seen = kept(taken.file.name)
    assert dict(seen.getexif()) == {}
    assert seen.size == (600, 900)


def test_the_name_of_the_file_is_ours():
    taken = take_in(upload(picture(), name="../../<b>evil\u202e.php.jpg"), alt="A quay")

    assert taken.file.name.startswith("pictures/")
    assert set(taken.file.name.removeprefix("pictures/").removesuffix(".webp")) <= set("0123456789abcdef")


def test_transparency_stays():
    data = io.BytesIO()
    Image.new("RGBA", (600, 400), (0, 128, 128, 40)).save(data, "PNG")

    assert kept(take_in(upload(data.getvalue()), alt="A mark").file.name).mode == "RGBA"


def test_of_many_frames_the_first_is_taken():
    frames = [Image.new("P", (20, 20), n) for n in range(50)]
    data = io.BytesIO()
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:])

    taken = take_in(upload(data.getvalue()), alt="A tide")

    assert getattr(kept(taken.file.name), "n_frames", 1) == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "not a picture"),
        (b"GIF89a<script>alert(1)</script>", "not a picture"),
        (b"%PDF-1.7", "not a picture"),
        (picture()[:400], "not a picture"),
        (picture("TIFF"), "not a picture"),
        (picture("BMP"), "not a picture"),
        (png_that_claims(8000, 8000), "50 million pixels"),
        (png_that_claims(50_000, 50_000), "50 million pixels"),
        (b"\xff\xd8" + b"x" * pictures.MOST_BYTES, "larger than 10 MB"),
    ],
    ids=["empty", "svg", "script", "pdf", "cut short", "tiff", "bmp", "64 megapixels", "bomb", "large"],
)
def test_a_hostile_file_is_refused_in_a_sentence_and_leaves_nothing(data, sentence, media):
    with pytest.raises(BadPicture, match=sentence):
        take_in(upload(data), alt="A quay")

    assert not Picture.objects.exists()
    assert list(media.rglob("*.*")) == []


def test_what_hides_behind_a_picture_is_not_kept():
    taken = take_in(upload(picture() + b"<script>alert(1)</script>PK\x03\x04"), alt="A quay")

    assert b"script" not in stored(taken.file.name)


def test_when_the_row_cannot_be_made_its_files_go(media, monkeypatch):
    monkeypatch.setattr(Picture.objects, "create", lambda **fields: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        take_in(upload(picture()), alt="A quay")

    assert list(media.rglob("*.webp")) == []


@pytest.mark.parametrize("name", ["x" * 300, "pictures/" + "x" * 300, "../secret-key", "pictures"])
def test_a_name_that_no_picture_can_have_is_not_found(client, name):
    assert client.get(f"/media/{name}").status_code in (400, 404)
