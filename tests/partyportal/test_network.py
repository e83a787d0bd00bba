import pytest

from partyportal.network import network_of


@pytest.fixture
def network(rf, settings):
    def network(address, forwarded=None, proxies=0):
        settings.TRUSTED_PROXIES = proxies
        headers = {} if forwarded is None else {"X-Forwarded-For": forwarded}
        return network_of(rf.get("/", REMOTE_ADDR=address, headers=headers))

    return network


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.177", "203.0.113.0"),
        ("2001:db8:1:2f3::4", "2001:db8:1:200::"),
        ("::ffff:203.0.113.77", "203.0.113.0"),
    ],
)
def test_networks(network, address, expected):
    assert network(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        *("", "unix:", "127.0.0.1", "::1", "10.0.0.9", "192.168.1.7", "fd00::1"),
        *("0.0.0.0", "100.64.0.1", "169.254.1.1", "172.16.0.1", "fe80::1"),
    ],
)
def test_a_neighbour_is_no_network(network, address):
    """It may be a proxy, and then it would be one network for all readers."""
    assert network(address) is None


def test_proxies_that_we_trust_are_believed(network):
    claimed = "192.0.2.1, 198.51.100.1"
    assert network("127.0.0.1", claimed, proxies=1) == "198.51.100.0"
    assert network("127.0.0.1", claimed, proxies=2) == "192.0.2.0"


@pytest.mark.parametrize(
    ("hop", "expected"),
    [
        ("198.51.100.1:52001", "198.51.100.0"),
        ("[2001:db8:1:2f3::4]:443", "2001:db8:1:200::"),
        ("[2001:db8:1:2f3::4]", "2001:db8:1:200::"),
        ("2001:db8:1:2f3::4%eth0", "2001:db8:1:200::"),
        ("[fe80::1%eth0]:80", None),
        ("10.1.2.3", None),
        ("unknown", None),
        ("[", None),
        ("x\0y", None),
        ("198.51.100.999", None),
        ("", None),
    ],
)
def test_hops_as_proxies_write_them(network, hop, expected):
    assert network("127.0.0.1", f"192.0.2.1, {hop}", proxies=1) == expected


def test_what_a_reader_wrote_before_the_proxy_is_not_read(network):
    for forged in ("junk", "10.0.0.1", ",,,", "192.0.2.9"):
        assert network("127.0.0.1", f"{forged}, 203.0.113.7", proxies=1) == (
            "203.0.113.0"
        )


def test_a_proxy_that_nobody_told_us_of_is_no_network(network):
    assert network("127.0.0.1", "203.0.113.7") is None
    assert network("198.51.100.7", "203.0.113.7") is None
    assert network("198.51.100.7", "203.0.113.7", proxies=2) is None
