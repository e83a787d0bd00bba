"""Files of documents: of three kinds, looked into, and named by their content."""

import codecs
import hashlib
import html
import re
import zipfile
from io import BytesIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import FieldFile

from news.pdf import lines_of_pdf
from news.secrecy import refuse_secret
from partyportal.vietnamese import clean_text

MOST_BYTES = 20_000_000
# Far more than any document; a file that unpacks to more was made to do harm.
MOST_UNPACKED = 200_000_000
OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}wordprocessingml.document",
    "xlsx": f"{OFFICE}spreadsheetml.sheet",
}
# The part that every file of the kind has.
MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
# Of the parts that can be read, all together: a hundred kilobytes unpack to this.
MOST_TO_READ = 30_000_000
TO_READ = re.compile(r".*\.(xml|rels)", re.I)
# A box of text stands within a paragraph, so that where one begins a line ends too.
# Above and below a sheet of Excel, codes such as &C and &14 stand before the words.
LINE_END = re.compile(
    r"</?[aw]:p\b[^<>]*>|<w:(?:br|cr|p?tab)\b[^<>]*>"
    r"|</(?:si|c|f|text|(?:odd|even|first)\w+)>"
    r'|&amp;(?:[LCRBIUESXYOH]|"[^"<>]*"|&quot;[^&<>]*&quot;|\d+|K[0-9A-F]{6})'
)
# The words of a watermark, which no element holds.
WATERMARK = re.compile(r'<v:textpath\b[^<>]*?\bstring="([^"<>]*)"')
# Of many signs that nothing ends each is looked at once.
TAG = re.compile(r"<[^<>]*>")
TOO_BIG = "Tệp này nặng hơn 20 MB. Hãy nén hoặc chia nhỏ rồi tải lên lại."
NOT_A_DOCUMENT = (
    "Tệp này không phải PDF, Word (.docx) hoặc Excel (.xlsx), hoặc đã hỏng."
)
HAS_MACROS = "Tệp này có macro. Hãy lưu lại không kèm macro rồi tải lên."
HAS_OBJECTS = (
    "Tệp này có tệp hoặc biểu đồ khác gắn bên trong, không kiểm tra được. "
    "Hãy lưu thành PDF rồi tải bản PDF lên."
)
TOO_LONG = (
    "Tệp này dài quá nên không kiểm tra được. "
    "Hãy lưu thành PDF, hoặc chia thành nhiều tệp ngắn hơn, rồi tải lên."
)
# Parts that nobody looks into, though whoever opens the file may see what they say.
REFUSED_PARTS = {
    re.compile(r"(.*/)?vbaProject\.bin|xl/macrosheets/.*", re.I): HAS_MACROS,
    re.compile(r"(word|xl)/(embeddings|activeX)/.*", re.I): HAS_OBJECTS,
    re.compile(r".*\.(do[ct][xm]?|xl[st][xmb]?|rtf|html?|mht)", re.I): HAS_OBJECTS,
}
# However such a part is called.
LINKED_OBJECT = re.compile(r"/relationships/(oleObject|package|aFChunk|control)\b")


class KeptFile(ContentFile):
    """A file that has been looked into, named by its content."""

    def __init__(self, content: bytes):
        name = hashlib.sha256(content).hexdigest()[:32]
        super().__init__(content, f"{name}.{_kind_of(content)}")


def kept_file(file) -> KeptFile:
    """Look into an upload; raises ValidationError with a sentence for its uploader."""
    if isinstance(file, KeptFile):
        return file
    if file.size > MOST_BYTES:
        raise ValidationError(TOO_BIG, code="too_big")
    file.seek(0)
    return KeptFile(file.read())


def _kind_of(content: bytes) -> str:
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        refuse_secret(lines_of_pdf(content))
        return "pdf"
    try:
        return _kind_of_package(zipfile.ZipFile(BytesIO(content)))
    except ValidationError:
        raise
    except Exception as error:
        # Whatever a forged archive makes its decoders raise says the same.
        raise ValidationError(NOT_A_DOCUMENT, code="not_a_document") from error


def _kind_of_package(package: zipfile.ZipFile) -> str:
    sizes = {part.filename: part.file_size for part in package.infolist()}
    kinds = [kind for kind, part in MAIN_PARTS.items() if part in sizes]
    if len(kinds) != 1 or sum(sizes.values()) > MOST_UNPACKED or _has_twins(package):
        raise ValidationError(NOT_A_DOCUMENT, code="not_a_document")
    to_read = [part for part in sizes if TO_READ.fullmatch(part)]
    if sum(sizes[part] for part in to_read) > MOST_TO_READ:
        raise ValidationError(TOO_LONG, code="too_long")
    for part in sizes:
        _refuse_part(part)
    for part in to_read:
        _look_into(part, _markup_of(package.read(part)))
    return kinds[0]


def _has_twins(package) -> bool:
    """Whether two parts have one name; which of them is shown is up to the program."""
    names = package.namelist()
    return len({name.lower() for name in names}) < len(names)


def _refuse_part(part: str) -> None:
    for pattern, says in REFUSED_PARTS.items():
        if pattern.fullmatch(part):
            raise ValidationError(says, code="refused_part")


def _markup_of(content: bytes) -> str:
    """XML as text; UnicodeDecodeError of other letters, in which no stamp is found."""
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return content.decode("utf-16" if is_wide else "utf-8")


def _look_into(part: str, markup: str) -> None:
    if part.lower().endswith(".rels") and LINKED_OBJECT.search(markup):
        raise ValidationError(HAS_OBJECTS, code="refused_part")
    # Not the document alone, but its notes, boxes of text and drawings too. Which part
    # is the document is up to another part.
    refuse_secret(_text_of(markup))


def _text_of(markup: str) -> str:
    """The paragraphs of a part, the lines and the cells of it, one on each line."""
    lines = LINE_END.sub("\n", WATERMARK.sub(r"\n\1\n", markup))
    return clean_text(html.unescape(TAG.sub("", lines)))


class DocumentFile(FieldFile):
    """The file of a document; the same one uploaded twice is one file."""

    def save(self, name, content, save=True):  # noqa: FBT002 Django's
        kept = kept_file(content)
        self.instance.size = kept.size
        self.name = self.field.generate_filename(self.instance, kept.name)
        if not self.storage.exists(self.name):
            self.name = self.storage.save(self.name, kept)
        setattr(self.instance, self.field.attname, self.name)
        self._committed = True
        if save:
            self.instance.save()

    save.alters_data = True


class DocumentFormField(forms.FileField):
    # Without a link: the file of a document that is not published has no address.
    widget = forms.FileInput(attrs={"accept": ".pdf,.docx,.xlsx"})

    def to_python(self, data):
        upload = super().to_python(data)
        return upload and kept_file(upload)


class DocumentField(models.FileField):
    """A file kept as kept_file() leaves it; sets the `size` of its row."""

    attr_class = DocumentFile

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": DocumentFormField, **kwargs})
