"""Tags and filters of every template: dates, numbers, shares, phones."""

import re
from functools import wraps

from django import template
from django.utils.html import format_html

from partyportal import vietnamese
from partyportal.share import Share

register = template.Library()


def empty_if_missing(write):
    @wraps(write)
    def write_if_given(value):
        return "" if value in (None, "") else write(value)

    return write_if_given


register.filter("date_in_words", empty_if_missing(vietnamese.date_in_words))
register.filter("long_date", empty_if_missing(vietnamese.long_date))
register.filter("month_label", empty_if_missing(vietnamese.month_label))
register.filter("number", empty_if_missing(vietnamese.number))
register.filter("iso", empty_if_missing(vietnamese.iso))


@register.filter
def state_today(meeting):
    """What became of a meeting by today; pages ask for today as views do."""
    return meeting.state(on=vietnamese.today())


@register.filter
def standing_today(task):
    """How far a task has come by today, see state_today."""
    return task.standing(on=vietnamese.today())


@register.simple_tag(takes_context=True)
def absolute(context, address: str) -> str:
    """An address with scheme and host, for other sites."""
    return context["request"].build_absolute_uri(address)


@register.simple_tag
def share(figure: Share) -> str:
    """10/11 chi bộ được xếp loại, 90,9 % with classes for the parts."""
    if not figure.whole:
        return format_html('<span class="share share-none">{}</span>', figure)
    return format_html(
        '<span class="share"><span class="share-fraction">{}</span> {}, '
        '<span class="share-percent">{}</span></span>',
        figure.fraction,
        figure.of,
        figure.percent,
    )


@register.filter
@empty_if_missing
def phone(text: str) -> str:
    """0912 345 678; a number of another length is left as it was typed."""
    digits = re.sub(r"^(\+|00)?84", "0", re.sub(r"[\s.()-]", "", text))
    match = re.fullmatch(r"(0\d{3})(\d{3,4})(\d{3})", digits)
    return " ".join(match.groups()) if match else text


@register.tag
def keep(parser, token):
    """A part that pages of one version share: {% keep "name" key … %}…{% endkeep %}.

    It is made once for each version and each value of the keys, and kept in
    `request.shared`. Where there is none, as after a POST, it is made anew.
    """
    _, *keys = token.split_contents()
    parts = parser.parse(("endkeep",))
    parser.delete_first_token()
    return Kept(parts, [parser.compile_filter(key) for key in keys])


class Kept(template.Node):
    def __init__(self, nodelist, keys):
        self.nodelist, self.keys = nodelist, keys

    def render(self, context):
        shared = getattr(context.get("request"), "shared", {})
        keys = tuple(key.resolve(context) for key in self.keys)
        if keys not in shared:
            shared[keys] = self.nodelist.render(context)
        return shared[keys]
