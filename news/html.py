"""The HTML of articles: what of it is kept, and how typed text becomes it."""

import re
from html.parser import HTMLParser

import nh3
from django import forms
from django.db import models

from partyportal.fields import refuse_unwritable
from partyportal.vietnamese import clean_text, undirected, writable_part

TAGS = {
    *("p", "br", "strong", "em", "h2", "h3", "ul", "ol", "li", "blockquote", "a"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
STARTS_A_BLOCK = re.compile(
    r"</?(p|h2|h3|ul|ol|li|blockquote|table|caption|thead|tbody|tr|th|td)\b", re.I
)
# What an editor leaves behind where nothing was written.
EMPTY_PARAGRAPH = re.compile(r"(?<!<t[hd]>)(?<!<li>)<p>(?:\s|<br>)*</p>\s*")
BLANK_LINES = re.compile(r"\n\s*\n")


def clean_html(html: str) -> str:
    """HTML as it is stored: tags of the allow-list, text as clean_text() leaves it.

    Cleaned until nothing changes: composing characters after the first pass can undo
    the end of a tag, and what is stored must be what the cleaner itself wrote.
    """
    while (cleaned := _cleaned(html)) != html:
        html = cleaned
    return html


def _cleaned(html: str) -> str:
    """One pass.

    Characters that nobody can see are dropped after the cleaning, which turns `&#8238;`
    into the mark that it names.
    """
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow",
    )
    return clean_text(writable_part(cleaned))


def paragraphs(text: str) -> str:
    """Typed text as HTML: blank lines part paragraphs, tags that are there stay."""
    blocks = filter(None, map(str.strip, BLANK_LINES.split(clean_text(text))))
    return "\n\n".join(
        block if STARTS_A_BLOCK.match(block) else f"<p>{block}</p>" for block in blocks
    )


class _Words(HTMLParser):
    """Collects the text between the tags."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_data(self, data):
        self.found.append(data)


def words_of(html: str) -> str:
    return " ".join(" ".join(_Words(html).found).split())


class HtmlFormField(forms.CharField):
    """A box for text or HTML; cleaned before it is found to be empty."""

    widget = forms.Textarea

    def to_python(self, value):
        # They come along with what is pasted from pages and papers.
        value = undirected(super().to_python(value))
        refuse_unwritable(clean_text(value))
        html = EMPTY_PARAGRAPH.sub("", clean_html(paragraphs(value)))
        return html if words_of(html) else self.empty_value


class HtmlField(models.TextField):
    """HTML that is clean however it came in."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if value is None else clean_html(value)

    def pre_save(self, model_instance, add):
        html = clean_html(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, html)
        return html

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": HtmlFormField, **kwargs})
