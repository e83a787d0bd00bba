import pytest

from partyportal.network import UNKNOWN, network_of


@pytest.fixture
def network(rf, settings):
    def network(address, forwarded=None, proxies=0):
        settings.TRUSTED_PROXIES = proxies
        headers = {"X-Forwarded-For": forwarded} if forwarded else {}
        return network_of(rf.get("/", REMOTE_ADDR=address, headers=headers))

    return network


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.77", "203.0.113.0"),
        ("2001:db8:1:2::3", "2001:db8:1::"),
        ("::ffff:203.0.113.77", "203.0.113.0"),
        ("", UNKNOWN),
        ("unix:", UNKNOWN),
    ],
)
def test_networks(network, address, expected):
    assert network(address) == expected


def test_strangers_are_not_believed(network):
    assert network("203.0.113.7", forwarded="198.51.100.1") == "203.0.113.0"


def test_proxies_that_we_trust_are(network):
    claimed = "192.0.2.1, 198.51.100.1"
    assert network("127.0.0.1", forwarded=claimed, proxies=1) == "198.51.100.0"
    assert network("127.0.0.1", forwarded=claimed, proxies=2) == "192.0.2.0"
    assert network("127.0.0.1", forwarded=claimed, proxies=3) == "127.0.0.0"
    assert network("127.0.0.1", forwarded="x\0y", proxies=1) == UNKNOWN
