"""From which network a request comes, for limits that many readers share."""

import ipaddress

from django.conf import settings

# What one household or one phone may call its own.
PREFIXES = {4: 24, 6: 48}
UNKNOWN = "0.0.0.0"


def network_of(request) -> str:
    """The first address of the network that a request comes from.

    Only the proxies that we trust are believed about who spoke to them.
    """
    try:
        address = ipaddress.ip_address(_address(request))
    except ValueError:
        # A server on a Unix socket, or a header that a stranger wrote.
        return UNKNOWN
    address = getattr(address, "ipv4_mapped", None) or address
    network = ipaddress.ip_network((address, PREFIXES[address.version]), strict=False)
    return str(network.network_address)


def _address(request) -> str:
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    if settings.TRUSTED_PROXIES and len(hops) >= settings.TRUSTED_PROXIES:
        return hops[-settings.TRUSTED_PROXIES].strip()
    return request.META.get("REMOTE_ADDR", "")
