"""Comments of the demo world: in every state, with reasons and answers."""

import datetime
from typing import NamedTuple

from django.utils import timezone

from members.models import User
from news.models import Comment
from news.models.comment import EMAIL_KEPT_FOR
from news.screening import Reason

DECIDED_AFTER = datetime.timedelta(hours=2)
ANSWERED_AFTER = datetime.timedelta(hours=5)


class Written(NamedTuple):
    """A comment on the demo article of that name; `hours` before the last morning."""

    article: str
    name: str
    text: str
    state: str = "waiting"
    reasons: tuple = ()
    reply: str = ""
    hours: int = 4


COMMENTS = [
    Written(
        "hien-dat",
        "Đỗ Thị Mận",
        "Tôi lấy chồng xa, nay về thấy đường làng rộng đẹp, mừng quá.",
        "approved",
        hours=24 * 45,
    ),
    Written(
        "hien-dat",
        "Nguyễn Văn Cẩn",
        "Xin hỏi những hộ hiến đất có được cấp lại giấy chứng nhận theo diện tích mới "
        "không ạ?",
        "approved",
        reply="Có. Cán bộ địa chính xã làm thủ tục tại nhà văn hóa thôn vào thứ Năm "
        "hằng tuần, không thu phí. Bác mang theo giấy chứng nhận cũ và căn cước.",
        hours=24 * 40,
    ),
    Written(
        "giao-ban-thon",
        "Nguyễn Thị Lụa",
        "Nhờ giao ban sáng thứ Hai mà đoạn đèn đường trước nhà tôi được sửa ngay trong "
        "tuần. Cảm ơn chi ủy thôn.",
        "approved",
        hours=20,
    ),
    Written(
        "giao-ban-thon",
        "Trần Đình Khoan",
        "Đề nghị các thôn ghi cả ngày trả lời lên bảng tin để người đi làm xa cũng "
        "theo dõi được.",
        "approved",
        reply="Cảm ơn ý kiến của bạn. Từ tháng sau, bảng tin các thôn sẽ ghi ngày nhận "
        "và ngày trả lời của từng kiến nghị.",
        hours=18,
    ),
    Written(
        "giao-ban-thon",
        "Lê Văn Thủy",
        "Thôn tôi chưa thấy giao ban đều. Xã có lịch của từng thôn không ạ?",
        hours=9,
    ),
    Written(
        "giao-ban-thon",
        "Một người dân",
        "Có người tự xưng là cán bộ đến thu tiền vệ sinh lần thứ hai. Đề nghị xã kiểm "
        "tra xem có phải lừa đảo không.",
        reasons=(Reason.WORDS,),
        hours=6,
    ),
    Written(
        "sinh-hoat-mau",
        "Phạm Thu Hằng",
        "Cách gửi tài liệu trước rất hay, chi bộ tôi sẽ làm thử.\nXin cho biết mẫu lấy "
        "ở đâu?",
        hours=8,
    ),
    Written(
        "sinh-hoat-mau",
        "Hoàng Minh",
        "Đồng chí nào cần mẫu thì gọi tôi, 0900 000 111.",
        reasons=(Reason.CONTACT, Reason.UNTIMED),
        hours=5,
    ),
    Written(
        "sinh-hoat-mau",
        "Khách",
        "Vay tiền nhanh, không cần thế chấp, vào ngay vaytien.example.com!",
        "refused",
        (Reason.TRAP, Reason.QUICK, Reason.LINK, Reason.WORDS),
        hours=7,
    ),
    Written(
        "to-an-ninh",
        "Khách",
        "Vay tiền nhanh, không cần thế chấp, vào ngay vaytien.example.com!",
        reasons=(
            Reason.TRAP,
            Reason.QUICK,
            Reason.LINK,
            Reason.WORDS,
            Reason.SAME_WORDS,
            Reason.ONCE_REFUSED,
        ),
        hours=3,
    ),
    Written(
        "to-an-ninh",
        "Vũ Đức Tài",
        "Tổ an ninh đi tuần đêm rất đều. Mong xã trang bị thêm đèn pin cho anh em.",
        "approved",
        reasons=(Reason.NO_NETWORK,),
        hours=30,
    ),
    Written(
        "bien-ban-dien-thoai",
        "Hoàng Đình Chúc",
        "Chi bộ tôi cũng đang tập ghi trên máy. Các cụ chỉ ngại lúc đầu, quen rồi thì "
        "không muốn chép tay nữa.",
        "approved",
        hours=24 * 33,
    ),
    Written(
        "nuoc-sach",
        "Vũ Thị Hoài",
        "Nhà tôi cuối ngõ, nước buổi tối hơi yếu. Mong trạm xem lại áp lực.",
        "approved",
        reply="Trạm đã kiểm tra, van đầu ngõ mở chưa hết. Nay nước chảy đều; nếu còn "
        "yếu, xin bà con báo người trực trạm.",
        hours=24 * 21,
    ),
    Written(
        "cau-moi",
        "Cao Văn Mạnh",
        "Cảm ơn các bác giữ lại hàng muỗm. Cầu lùi một chút mà bóng mát còn nguyên.",
        "approved",
        hours=50,
    ),
    Written(
        "cau-moi",
        "Lương Thị Ngà",
        "Đoạn dốc bên phía đồng trơn khi trời mưa, xin rải đá sớm.\nXe lúa xuống đó "
        "rất sợ.",
        "approved",
        hours=47,
    ),
    Written("cau-moi", "Người qua đường", "Làm cho có!!!", "refused", hours=40),
    Written(
        "van-nghe",
        "Kiều Phương Thảo",
        "Xem các cụ hát dưới ánh đèn điện thoại mà rơi nước mắt.",
        "approved",
        hours=70,
    ),
    Written(
        "danh-gia-cuoi-nam",
        "Trần Ngọc Khánh",
        "Tôi đi làm ở xa, xin hỏi gửi bản kiểm điểm qua thư thì đề tên ai nhận?",
        hours=26,
    ),
]


def load(articles, *, today) -> None:
    """Write the comments on the articles, by their names, that there are by today."""
    people = {user.username: user for user in User.objects.all()}
    morning = datetime.datetime.combine(today, datetime.time(7))
    morning = timezone.make_aware(morning)
    Comment.objects.bulk_create(
        _comment(written, number, articles[written.article], morning, people)
        for number, written in enumerate(COMMENTS)
        if written.article in articles
    )


def _comment(written, number, article, morning, people):
    sent = morning - datetime.timedelta(hours=written.hours)
    comment = Comment(
        article=article,
        name=written.name,
        text=written.text,
        sent_at=sent,
        reasons=written.reasons,
        state=written.state,
        reply=written.reply,
    )
    if sent > morning - EMAIL_KEPT_FOR:
        comment.email = f"bandoc{number}@thudientu.example"
        if Reason.NO_NETWORK not in written.reasons:
            comment.network = f"203.0.113.{number}"
    if written.state != Comment.State.WAITING:
        comment.decided_by = people["kiemduyet"]
        comment.decided_at = sent + DECIDED_AFTER
    if written.reply:
        comment.replied_by = people["xuatban"]
        comment.replied_at = sent + ANSWERED_AFTER
    return comment
