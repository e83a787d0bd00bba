"""From which network a request comes, for limits that many readers share."""

import ipaddress

from django.conf import settings

# A household has one line; a phone has a /64 of its own, a household up to a /56.
PREFIXES = {4: 24, 6: 56}
# What stands here is our own machine, or a proxy beside it, and no reader.
NEAR = [
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "::/127",
        "fc00::/7",
        "fe80::/10",
    )
]


def network_of(request) -> str | None:
    """The first address of the network that a request comes from; None if unknown.

    Only the proxies that we trust are believed about who spoke to them. Where
    TRUSTED_PROXIES does not fit them, the address that is left may be that of a proxy,
    which stands for all readers: then no network is better than one for everybody.
    """
    try:
        address = ipaddress.ip_address(_without_port(_address(request)))
    except ValueError:
        # A server on a Unix socket, or a header that a stranger wrote.
        return None
    address = getattr(address, "ipv4_mapped", None) or address
    if any(address in network for network in NEAR):
        return None
    prefix = (address, PREFIXES[address.version])
    return str(ipaddress.ip_network(prefix, strict=False).network_address)


def _address(request) -> str:
    trusted = settings.TRUSTED_PROXIES
    forwarded = request.headers.get("X-Forwarded-For")
    if not trusted:
        return "" if forwarded else request.META.get("REMOTE_ADDR", "")
    hops = (forwarded or "").split(",")
    return hops[-trusted].strip() if len(hops) >= trusted else ""


def _without_port(hop: str) -> str:
    """The address alone of 203.0.113.7:443 and [2001:db8::1]:443."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop
