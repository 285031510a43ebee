import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts import avatars
from accounts.models import AuditEntry, User
from tests.factories import make_user
from tests.newsclip.leaving.pictures import a_picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def files(folder):
    return sorted(path.name for path in folder.rglob("*.webp"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_two_sizes_are_made_of_the_pixels_alone(folder, kind):
    ada = make_user("ada-moor")

    avatars.put(ada, ContentFile(a_picture(kind), "ada-moor.jpg"), by=ada)

    sizes = set()
    for path in folder.rglob("*.webp"):
        with Image.open(path) as made:
            sizes.add(made.size)
            assert not dict(made.getexif())
        assert b"Ada" not in path.read_bytes()
        assert "ada-moor" not in path.name  # names of random letters may spell a short word
    assert sizes == {(96, 96), (256, 256)}


def test_the_one_before_goes_once_this_is_certain(folder, django_capture_on_commit_callbacks):
    ada = make_user()
    avatars.put(ada, ContentFile(a_picture(), "a.jpg"), by=ada)
    before = files(folder)

    with django_capture_on_commit_callbacks(execute=True):
        avatars.put(ada, ContentFile(a_picture(colour="red"), "a.jpg"), by=ada)

    assert len(files(folder)) == 2
    assert not set(before) & set(files(folder))
    with django_capture_on_commit_callbacks(execute=True):
        avatars.take(ada, by=ada)
    assert files(folder) == []
    assert not default_storage.exists(before[0])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"GIF89a", "not a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not a picture"),
        (a_picture("GIF"), "not a picture"),
        (a_picture()[:200], "not a picture"),
        (b"\0" * 5_000_001, "5 MB"),
        (a_picture("PNG", size=(6000, 6000)), "million pixels"),
    ],
    ids=["half", "svg", "gif", "cut", "large", "many pixels"],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(client, folder, data, said):
    ada = make_user()
    client.force_login(ada)

    answer = client.post("/accounts/picture/", {"picture": SimpleUploadedFile("me.jpg", data, "image/jpeg")})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not User.objects.get(pk=ada.pk).avatar
    assert files(folder) == []


def test_it_stands_on_ones_page_and_a_moderator_can_take_it_away(client):
    ada = make_user("ada-moor")
    avatars.put(ada, ContentFile(a_picture(), "a.jpg"), by=ada)
    assert ada.avatar.name in client.get("/people/ada-moor/").content.decode()
    client.force_login(make_user())
    assert client.post("/people/ada-moor/picture/take/").status_code == 404

    moderator = make_user(role="moderator")
    client.force_login(moderator)
    assert client.post("/people/ada-moor/picture/take/").status_code == 302

    assert not User.objects.get(pk=ada.pk).avatar
    assert AuditEntry.objects.get(verb="take picture").by == moderator
