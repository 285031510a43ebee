"""Which addresses may be fetched, and that each is read in one way."""

import pytest

from common.fetching import (
    Policy,
    Refused,
    fetch,
    is_public,
    read_address,
)


@pytest.mark.parametrize(
    "address",
    """0.0.0.0 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255
    192.0.0.1 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1
    255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 64:ff9b:1::1
    100::1 2001::1 2001:db8::1 2002:7f00:1:: 3fff::1 5f00::1 fc00::1 fd00::1 fe80::1 fec0::1 ff02::1
    127.1 words""".split(),
)
def test_special_addresses_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "93.184.216.34", "172.32.0.1", "2606:2800:220:1::1", "[2a00::1]"],
)
def test_ordinary_addresses_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "quillmouth.example",
        "//quillmouth.example/",
        "ftp://quillmouth.example/",
        "file:///etc/passwd",
        "gopher://quillmouth.example/",
        "javascript:alert(1)",
        "http://",
        "http:///path",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://0x7f.0.0.1/",
        "http://0x7f000001/",
        "http://127.1/",
        "http://127.0.0.1:99999/",
        "http://[::1%25lo]/",
        "http://[::1/",
        "http://quillmouth..example/",
        "http://quillmouth.example\\@127.0.0.1/",
        "http://127.0.0.1\\.quillmouth.example/",
        "http://quillmouth.example/\r\nHost: x",
        "http://quill mouth.example/",
        "http://quillmouth%2eexample/",
        "http://user@quillmouth.example/",
        "http://user:word@quillmouth.example/",
        "http://" + "a" * 64 + ".example/",
        "http://quillmouth.example/" + "a" * 3000,
        "http://quillmouth.example/" + "ü" * 700,
    ],
)
def test_an_odd_address_is_refused_before_anything_is_looked_up(names, url):
    with pytest.raises(Refused) as caught:
        fetch(url, policy=Policy(allow_private=True))

    assert caught.value.sentence
    assert names.connected == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.0.0.1./",
        "http://①②⑦.⓪.⓪.①/",
        "http://127。0。0。1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::127.0.0.1]/",
        "http://[2002:7f00:1::]/",
        "http://127.0.0.1#@quillmouth.example/",
        "http://127.0.0.1?@quillmouth.example/",
        "http://quillmouth.example:8080/",
        "http://quillmouth.example:22/",
    ],
)
def test_every_spelling_of_a_closed_address_is_refused(names, url):
    names.answers["quillmouth.example"] = ["93.184.216.34"]

    with pytest.raises(Refused):
        fetch(url, policy=Policy())

    assert names.connected == []


@pytest.mark.parametrize(
    ("url", "read_as"),
    [
        ("HTTP://QuillMouth.Example:80", "http://quillmouth.example/"),
        ("https://quillmouth.example.:443/a?b=c#d", "https://quillmouth.example/a?b=c"),
        (
            " https://quillmouth.example/möwe?q=é ",
            "https://quillmouth.example/m%C3%B6we?q=%C3%A9",
        ),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://quillmouth.example/a%20b@c", "https://quillmouth.example/a%20b@c"),
    ],
)
def test_an_address_is_read_in_one_way(url, read_as):
    assert read_address(url).url == read_as
