import pytest

from newsclip import preparing


@pytest.mark.parametrize("is_old", [False, True], ids=["first start", "later start"])
def test_other_users_of_the_machine_read_neither_database_nor_letters(tmp_path, is_old):
    database, letters = tmp_path / "newsclip.sqlite3", tmp_path / "mail"
    if is_old:
        database.write_bytes(b"rows")
        database.with_name("newsclip.sqlite3-wal").write_bytes(b"rows")
        letters.mkdir()

    preparing.keep_private(database, letters)

    assert {oct(path.stat().st_mode & 0o777) for path in tmp_path.glob("newsclip.sqlite3*")} == {"0o600"}
    assert oct(letters.stat().st_mode & 0o777) == "0o700"
    assert not is_old or database.read_bytes() == b"rows"
