"""What limits are counted by."""

import pytest
from allauth.account.adapter import get_adapter

from common.client import machine


def test_an_address_is_counted_by_a_hash_that_only_this_site_can_make(rf, settings):
    request = rf.get("/", REMOTE_ADDR="192.0.2.17")

    counted = get_adapter().get_client_ip(request)

    assert counted == machine("192.0.2.17") != machine("192.0.2.18")
    assert "192.0.2" not in counted
    settings.SECRET_KEY = "another"
    machine.cache_clear()
    assert machine("192.0.2.17") != counted
    machine.cache_clear()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("", "192.0.2.1", False),
    ],
)
def test_a_household_is_one_machine_since_it_changes_the_rest_at_will(one, other, same):
    assert (machine(one) == machine(other)) == same
