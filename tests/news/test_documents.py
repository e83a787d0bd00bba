import datetime
import zipfile
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfWriter

from news import files, pdf, pdf_text
from news.files import kept_file
from news.models import Document
from news.secrecy import REFUSED, is_stamped
from tests.admin_pages import errors
from tests.factories import make_article, make_document, make_docx
from tests.pdfs import make_pdf

pytestmark = pytest.mark.django_db

OLE = (
    '<Relationship Id="rId1" Target="media/bang.bin" Type="http://schemas.openxmlformats'
    '.org/officeDocument/2006/relationships/oleObject"/>'
)
LIST = reverse("news:document_list")
ADD = reverse("admin:news_document_add")


def numbers(response):
    return [document.number for document in response.context["page"]]


def sent(**changes):
    return {
        "secrecy": "none",
        "number": "25-NQ/ĐU",
        "kind": "resolution",
        "issued_on": "02/03/2026",
        "abstract": "Về xây dựng nông thôn mới.",
        "file": make_docx(),
        **changes,
    }


# What readers see


def test_the_list_says_what_a_document_is(client):
    document = make_document(number="25-NQ/ĐU", abstract="Về <b>nhiệm vụ</b> năm 2026")
    make_document(number="26-NQ/ĐU", published=False)
    page = client.get(LIST)
    assert numbers(page) == ["25-NQ/ĐU"]
    html = page.content.decode()
    for part in (
        "Nghị quyết số 25-NQ/ĐU",
        "Về &lt;b&gt;nhiệm vụ",
        "Thứ Hai, 02/03/2026",
        document.get_absolute_url(),
    ):
        assert part in html


def test_newest_first_and_narrowed(client):
    make_document(number="1-CT/ĐU", kind="directive", issued_on="2025-05-01")
    make_document(number="2-NQ/ĐU", issued_on="2026-05-01", abstract="Về đường làng.")
    assert numbers(client.get(LIST)) == ["2-NQ/ĐU", "1-CT/ĐU"]
    for asked, found in [
        ({"loai": "directive"}, ["1-CT/ĐU"]),
        ({"nam": "2026"}, ["2-NQ/ĐU"]),
        ({"q": "duong lang"}, ["2-NQ/ĐU"]),
        ({"q": "1-ct/đu"}, ["1-CT/ĐU"]),
        ({"q": "nghi quyet"}, ["2-NQ/ĐU"]),
        ({"q": "không có"}, []),
        # What makes no sense narrows nothing.
        ({"loai": "x", "nam": "\0", "page": "-1"}, ["2-NQ/ĐU", "1-CT/ĐU"]),
    ]:
        assert numbers(client.get(LIST, asked)) == found, asked


def test_what_narrows_nothing_is_told(client):
    for year in ("26", "x"):
        html = client.get(LIST, {"nam": year}).content.decode()
        assert "Năm này không đúng" in html
    assert "invalid-feedback" not in client.get(LIST).content.decode()


@pytest.mark.parametrize("has_news", [True, False])
def test_the_front_page_shows_the_newest(client, has_news):
    documents = [
        make_document(issued_on=datetime.date(2026, 3, day)) for day in range(1, 7)
    ]
    hidden = make_document(issued_on=datetime.date(2026, 3, 9), published=False)
    if has_news:
        make_article()
    html = client.get("/").content.decode()
    assert hidden.number not in html
    assert html.count(">Văn bản mới<") == 1
    assert [each.number in html for each in documents] == [False] * 2 + [True] * 4


def test_empty_list_says_so(client):
    assert "Chưa có văn bản nào" in client.get(LIST).content.decode()
    assert "Không có văn bản nào như vậy" in (
        client.get(LIST, {"q": "x"}).content.decode()
    )


def test_queries_do_not_grow(client, django_assert_num_queries):
    for _ in range(4):
        make_document()
    with django_assert_num_queries(4):
        client.get(LIST)


def test_a_pdf_opens_and_others_are_saved(client):
    paper = make_document(number="25-NQ/ĐU", file=make_pdf())
    response = client.get(paper.get_absolute_url())
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"] == 'inline; filename="25-nq-du.pdf"'
    assert b"".join(response).startswith(b"%PDF-")
    word = make_document(number="26/NQ-ĐU", file=make_docx())
    response = client.get(word.get_absolute_url())
    assert response.headers["Content-Type"].endswith("wordprocessingml.document")
    disposition = response.headers["Content-Disposition"]
    assert disposition == 'attachment; filename="26-nq-du.docx"'


def test_a_file_is_sent_once_and_gone_when_withdrawn(client, django_assert_num_queries):
    document = make_document()
    url = document.get_absolute_url()
    headers = client.get(url).headers
    assert headers["Cache-Control"] == "public, no-cache"
    tag = {"If-None-Match": headers["ETag"]}
    with django_assert_num_queries(1):
        assert client.get(url, headers=tag).status_code == 304
    document.withdraw()
    assert client.get(url, headers=tag).status_code == 404
    assert numbers(client.get(LIST)) == []
    day = document.published_at
    document.publish()
    assert client.get(url).status_code == 200
    assert document.published_at == day
    assert (
        client.get(make_document(published=False).get_absolute_url()).status_code == 404
    )


def test_a_document_is_withdrawn_once_it_was_published():
    document, draft = make_document(), make_document(published=False)
    document.withdraw()
    at = document.withdrawn_at
    document.withdraw()
    draft.withdraw()
    assert (document.withdrawn_at, draft.withdrawn_at) == (at, None)


def test_two_documents_may_have_one_file(client):
    one, other = (make_document(file=make_docx()) for _ in range(2))
    url = one.get_absolute_url()
    assert url == other.get_absolute_url()
    assert client.get(url).status_code == 200
    other.withdraw()
    assert client.get(url).status_code == 200
    one.withdraw()
    assert client.get(url).status_code == 404


def test_a_file_that_was_lost_is_a_missing_page(client):
    document = make_document()
    document.file.storage.delete(document.file.name)
    assert client.get(document.get_absolute_url()).status_code == 404


# What comes in


def test_an_editor_enters_and_a_publisher_shows(client, editor, publisher):
    client.force_login(editor)
    assert client.post(ADD, sent()).status_code == 302
    document = Document.objects.get()
    assert (document.state(), document.file_kind) == ("Chưa đăng", "DOCX")
    for action, user, state in [
        ("publish", editor, "Chưa đăng"),
        ("publish", publisher, "Đã đăng"),
        ("withdraw", editor, "Đã đăng"),
        ("withdraw", publisher, "Đã gỡ"),
        ("publish", publisher, "Đã đăng"),
    ]:
        client.force_login(user)
        rows = {"action": action, "_selected_action": [document.pk]}
        client.post(reverse("admin:news_document_changelist"), rows)
        document.refresh_from_db()
        assert document.state() == state
    change = reverse("admin:news_document_change", args=[document.pk])
    client.force_login(editor)
    assert client.post(change, sent(number="x")).status_code == 403
    client.force_login(publisher)
    # The file that is there stays where none is sent.
    without_file = sent(number="26-NQ/ĐU")
    del without_file["file"]
    assert client.post(change, without_file).status_code == 302
    document.refresh_from_db()
    assert (document.number, document.file_kind) == ("26-NQ/ĐU", "DOCX")


def test_the_same_number_of_one_day_is_refused(client, editor):
    make_document(number="25-NQ/ĐU", issued_on=datetime.date(2026, 3, 2))
    client.force_login(editor)
    assert "cùng số" in errors(client.post(ADD, sent()), "number")[0]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("secrecy", "Mật"),
        ("secrecy", "Tối mật"),
        ("secrecy", "Tuyệt mật"),
        ("number", "25-NQ/ĐU (Mật)"),
        ("abstract", "TỐI MẬT\nVề việc khác"),
        ("file", lambda: make_docx(text="TUYỆT MẬT")),
        ("file", lambda: make_pdf(text="TỈNH ỦY\nTUYỆT MẬT\nSố 1")),
    ],
)
def test_what_is_secret_is_never_stored(client, editor, settings, field, value):
    client.force_login(editor)
    value = value() if callable(value) else value
    response = client.post(ADD, sent(**{field: value}))
    assert errors(response, field) == [REFUSED]
    assert not Document.objects.exists()


def test_stamps_are_told_from_sentences_about_secrecy():
    for text in ("MẬT", "Độ mật: Mật", "  Tối mật ", "x\nTUYỆT MẬT\ny", "(mật) Về"):
        assert is_stamped(text), text
        assert is_stamped(text.replace(" ", "")), text
    for text in (
        "Về công tác bảo vệ bí mật nhà nước",
        "Danh mục bí mật nhà nước độ Tối mật của ngành",
        "Bảo mật (thông tin)",
        "Mật ong rừng",
    ):
        assert not is_stamped(text), text


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (lambda: make_docx(main_part="other.xml"), "không phải PDF"),
        (lambda: make_docx(**{"word/vbaProject.bin": "x"}), "macro"),
        (lambda: make_docx(**{"vbaProject.bin": "x"}), "macro"),
        (lambda: make_docx(**{"xl/macrosheets/sheet1.xml": "x"}), "macro"),
        (lambda: make_docx(**{"word/embeddings/oleObject1.bin": "x"}), "gắn bên trong"),
        (lambda: make_docx(**{"xl/activeX/activeX1.xml": "x"}), "gắn bên trong"),
        (lambda: make_docx(**{"word/afchunk.RTF": "x"}), "gắn bên trong"),
        (lambda: make_docx(**{"xl/workbook.xml": "x"}), "không phải PDF"),
        (lambda: make_docx(**{"word/_rels/document.xml.rels": OLE}), "gắn bên trong"),
        (lambda: make_docx(**{"word/_rels/document.xml.RELS": OLE}), "gắn bên trong"),
        (lambda: make_docx(**{"Word/document.xml": "x"}), "không phải PDF"),
        (lambda: make_docx(**{"word/header1.xml": b"M\xe2\xf2t"}), "không phải PDF"),
        (lambda: _renamed(b"<html>"), "không phải PDF"),
        (lambda: _renamed(b"PK\3\4 cut short"), "không phải PDF"),
        (lambda: _renamed(b"%PDF-1.4 cut short"), "không phải PDF"),
        (lambda: _renamed(b"%PDF-1.4\n%%EOF"), "không đọc được"),
        (lambda: make_pdf(password="khoa"), "có khóa"),
        (lambda: make_pdf(attached="phu-luc.docx"), "đính kèm bên trong"),
        (lambda: make_pdf(notes=[Path("phu-luc.docx")]), "đính kèm bên trong"),
        (lambda: _spoilt(zipfile.ZIP_DEFLATED), "không phải PDF"),
        (lambda: _spoilt(zipfile.ZIP_LZMA), "không phải PDF"),
    ],
)
def test_other_files_are_refused(client, editor, file, says):
    client.force_login(editor)
    assert says in errors(client.post(ADD, sent(file=file())), "file")[0]


def test_whatever_holds_another_paper_is_an_object():
    names = ["a.doc", "a.dotm", "b.xls", "b.xlsb", "c.htm", "c.html", "d.mht"]
    parts = [{f"word/media/{name}": "x"} for name in names]
    for kind in ("package", "aFChunk", "control"):
        link = OLE.replace("oleObject", kind)
        parts.append({"word/_rels/document.xml.rels": link})
    for part in parts:
        with pytest.raises(ValidationError, match="gắn bên trong"):
            kept_file(make_docx(**part))


def _renamed(content):
    return SimpleUploadedFile("van-ban.pdf", content)


def _spoilt(compression):
    """A package whose main part is there and cannot be unpacked."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", compression) as package:
        package.writestr("word/document.xml", "chữ " * 1000)
    head, body = 30 + len("word/document.xml"), bytearray(written.getvalue())
    body[head : head + 15] = b"\xff" * 15
    return _renamed(bytes(body))


@pytest.mark.parametrize(
    "text",
    [
        "ĐẢNG BỘ XÃ<w:br/>MẬT<w:br/>Số 1",
        "ĐẢNG BỘ XÃ<w:cr/>MẬT",
        'ĐẢNG BỘ XÃ</w:t><w:txbxContent><w:p w:rsidR="1"><w:t>MẬT',
        "M&#7852;T",
        "</w:t><w:tab/><w:t>TỐI </w:t><w:t>MẬT",
    ],
)
def test_a_stamp_is_found_however_a_program_writes_it(text):
    with pytest.raises(ValidationError, match="độ mật"):
        kept_file(make_docx(text=text))


def test_a_stamp_in_the_cell_of_a_table_is_found():
    cell = '<c t="inlineStr"><is><t>Danh sách</t></is></c><c><is><t>MẬT</t></is></c>'
    sheet = {"xl/worksheets/sheet1.xml": cell}
    with pytest.raises(ValidationError, match="độ mật"):
        kept_file(make_docx(main_part="xl/workbook.xml", **sheet))


@pytest.mark.parametrize(
    "line", ["MẬT        Bắc Bình, ngày 2/3", "TỐI\n \n\nMẬT", "Số 1\tMẬT", "M Ậ T"]
)
def test_a_stamp_that_stands_apart_on_its_line_is_found(line):
    assert is_stamped(line)


@pytest.mark.parametrize("line", ["mËt", "tèi mËt", "TUYÖT MËT", "§é mËt: MËt"])
def test_a_stamp_in_a_font_for_tcvn3_is_found(line):
    assert is_stamped(line)


@pytest.mark.parametrize("line", ["maät", "TOÁI MAÄT", "Tuyeät maät", "Ñoä maät: Maät"])
def test_a_stamp_in_a_font_for_vni_is_found(line):
    assert is_stamped(line)


@pytest.mark.parametrize(
    "line", ["bảo vệ bí\nmật", "b¶o vÖ bÝ\nmËt", "baûo veä bí\nmaät"]
)
def test_a_sentence_that_breaks_before_secret_is_no_stamp(line):
    assert not is_stamped(pdf.BROKEN_WORD.sub(r"\1", line))


def test_pictures_and_printers_are_no_objects():
    parts = {"word/media/image1.png": "x", "xl/printerSettings1.bin": "x"}
    assert kept_file(make_docx(**parts)).name.endswith(".docx")


def test_empty_lines_and_long_gaps_are_read_at_once():
    # Each trying all that follow would take minutes.
    assert not is_stamped("\n" * 100_000 + "(" + " " * 100_000 + "x")


def test_signs_that_nothing_ends_are_read_at_once():
    # Each looking for its end would take minutes.
    assert kept_file(make_docx(text="<" * 1_000_000)).name.endswith(".docx")


def test_caps(monkeypatch):
    upload = make_docx(text="chữ " * 100)
    monkeypatch.setattr(files, "MOST_UNPACKED", 400)
    with pytest.raises(ValidationError, match="không phải PDF"):
        kept_file(upload)
    monkeypatch.undo()
    monkeypatch.setattr(files, "MOST_TO_READ", 400)
    with pytest.raises(ValidationError, match="dài quá"):
        kept_file(upload)
    monkeypatch.setattr(files, "MOST_BYTES", upload.size - 1)
    with pytest.raises(ValidationError, match="20 MB"):
        kept_file(upload)


@pytest.mark.parametrize(
    ("part", "markup"),
    [
        ("word/header1.xml", "<w:p>TUYỆT MẬT</w:p>"),
        ("word/header2.xml", '<w:p>1<v:textpath style="x" string="MẬT"/>2</w:p>'),
        ("word/footer2.xml", "<w:p>Trang 1<w:ptab/>MẬT</w:p>"),
        ("word/footnotes.xml", "<w:p>TUYỆT MẬT</w:p>"),
        # Word asks _rels/.rels which part is the document.
        ("van-ban/1.xml", "<w:p>MẬT</w:p>"),
        ("word/header1.xml", "<w:p>MẬT</w:p>".encode("utf-16")),
    ],
)
def test_a_stamp_above_below_or_behind_the_text_is_found(part, markup):
    with pytest.raises(ValidationError, match="độ mật"):
        kept_file(make_docx(**{part: markup}))


@pytest.mark.parametrize(
    ("part", "markup"),
    [
        (
            "worksheets/Sheet1",
            '<oddHeader>&amp;L1&amp;C&amp;"Arial,Bold"&amp;14MẬT</oddHeader>',
        ),
        ("worksheets/sheet1", "<oddHeader>&amp;L1&amp;CMẬT&amp;R2</oddHeader>"),
        ("worksheets/sheet1", "<oddHeader>1&amp;KFF0000MẬT&amp;S2</oddHeader>"),
        ("worksheets/sheet1", "<oddHeader>MẬT</oddHeader><oddFooter>1</oddFooter>"),
        ("worksheets/sheet1", "<evenHeader>MẬT</evenHeader><evenFooter>1</evenFooter>"),
        ("sharedStrings", "<si><t>1</t></si><si><t>MẬT</t></si><si><t>2</t></si>"),
        ("worksheets/sheet1", '<c><f>"M"&amp;A1</f><v>MẬT</v></c>'),
        ("drawings/drawing1", "<a:p>Số 1</a:p><a:p><a:t>MẬT</a:t></a:p>"),
        ("comments1", "<text><t>Số 1</t></text><text><t>MẬT</t></text>"),
    ],
)
def test_a_stamp_on_or_above_a_sheet_is_found(part, markup):
    with pytest.raises(ValidationError, match="độ mật"):
        kept_file(make_docx(main_part="xl/workbook.xml", **{f"xl/{part}.xml": markup}))


@pytest.mark.parametrize(
    "pdf",
    [
        {"notes": [None, "T Ố I  M Ậ T"]},
        {"stamp": "MẬT"},
        {"field": "MẬT"},
        {"text": "MẬT", "signature": b"\xff" * 120_000},
        {"text": "Số 12-BC/ĐU\nMẬT\tBắc Bình, ngày 5 tháng 11"},
        {"text": "ĐẢNG ỦY XÃ\tTUYỆT MẬT\nSố 12-BC/ĐU"},
        {"text": normalize("NFD", "MẬT")},
    ],
)
def test_a_stamp_on_a_pdf_is_found_wherever_it_stands(pdf):
    with pytest.raises(ValidationError, match="độ mật"):
        kept_file(make_pdf(**pdf))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Công tác bảo vệ bí\nmật: kết quả",
        "Bảo\nmật",
        # A line that is set as wide as the others.
        "Nuôi     ong     lấy     mật     ở     xã",
        "Nửa chữ \ud800",
    ],
)
def test_scans_and_words_about_secrecy_pass(text):
    assert kept_file(make_pdf(text=text)).name.endswith(".pdf")


@pytest.mark.parametrize(
    ("limit", "value"), [("MOST_SECONDS", 0.01), ("MOST_MEMORY", 10_000_000)]
)
def test_a_pdf_that_takes_too_much_is_refused(monkeypatch, limit, value):
    monkeypatch.setattr(pdf, limit, value)
    with pytest.raises(ValidationError, match="không đọc được"):
        kept_file(make_pdf())


def test_pages_are_counted_and_letters_of_each(monkeypatch):
    monkeypatch.setattr(pdf_text, "MOST_PAGES", 1)
    monkeypatch.setattr(pdf_text, "MOST_LETTERS_OF_A_PAGE", 3)
    both, written = PdfWriter(), BytesIO()
    for text in ("Văn bản", "MẬT"):
        both.append(make_pdf(text=text))
    both.write(written)
    pdf_text.write_text(written, shown := BytesIO())
    assert shown.getvalue().decode() == "Văn\n"


def test_many_long_notes_are_cut_too(monkeypatch):
    monkeypatch.setattr(pdf_text, "MOST_LETTERS_OF_A_PAGE", 8)
    pdf_text.write_text(make_pdf(notes=["một", "hai", "ba"]), shown := BytesIO())
    assert shown.getvalue().decode() == "một\nhai\n\n"


def test_a_file_of_code_is_refused_too():
    with pytest.raises(ValidationError):
        make_document(file=make_docx(text="MẬT"))
