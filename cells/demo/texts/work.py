"""What cells report, say and decide in any month."""

PARTY_WORK = [
    "Đảng viên đóng đảng phí đầy đủ, đúng hạn.",
    "Tư tưởng đảng viên ổn định, tin tưởng vào sự lãnh đạo của Đảng và chính quyền các cấp.",
    "Chi ủy phân công đảng viên theo dõi, giúp đỡ {pair} quần chúng ưu tú; các quần chúng đều tích cực, có ý thức phấn đấu.",
    "Việc học tập, làm theo Bác có {few} đồng chí thực hiện tốt phần đăng ký của mình.",
    "Đảng viên cao tuổi, ốm đau được chi bộ thăm hỏi, thông tin tình hình kịp thời.",
    "Chi ủy kiểm tra {pair} đảng viên về việc thực hiện nhiệm vụ được giao; các đồng chí đều hoàn thành.",
    "Sổ sách của chi bộ được ghi chép đầy đủ, đảng viên vắng đều có báo cáo trước.",
    "Các việc nghị quyết tháng trước giao được chi ủy theo dõi, việc chậm đã có người giúp.",
]

COMMUNITY = [
    "Chi ủy duy trì giao ban sáng thứ Hai tại nhà văn hóa thôn, tiếp nhận {few} ý kiến và đã trả lời ngay.",
    "An ninh trật tự ổn định; tổ hòa giải giải quyết xong {pair} vụ mâu thuẫn nhỏ giữa các hộ.",
    "Nhân dân đóng góp {many} ngày công sửa đường, khơi rãnh thoát nước.",
    "Rác thải được thu gom hai buổi mỗi tuần; điểm tập kết ở đầu thôn đã gọn hơn.",
    "Hội Phụ nữ và Hội Nông dân giúp {few} hộ vay vốn chăn nuôi, trả lãi đúng kỳ.",
    "Các hộ hai bên đường đã tự nguyện lùi hàng rào để mở rộng {many} mét đường ngõ.",
    "Tình trạng mất trộm chó, gà giảm hẳn từ khi lắp {few} camera ở các ngã ba.",
    "Hội Người cao tuổi duy trì câu lạc bộ dưỡng sinh, mỗi tuần ba buổi.",
    "Có {pair} hộ thoát nghèo nhờ được giúp cây giống và kỹ thuật.",
    "Các hộ kinh doanh ăn uống chấp hành tốt quy định về an toàn thực phẩm.",
]

STAFF_WORK = [
    "Nền nếp, kỷ cương được giữ vững, không có người vi phạm giờ giấc.",
    "Nội bộ đoàn kết, quy chế dân chủ được thực hiện nghiêm túc.",
    "Công đoàn thăm hỏi {pair} đoàn viên ốm đau, có hoàn cảnh khó khăn.",
    "Việc ứng dụng công nghệ thông tin có tiến bộ, giấy tờ gửi qua mạng nhiều hơn trước.",
    "Cơ sở vật chất được bảo quản tốt; điện, nước sử dụng tiết kiệm.",
    "Công tác thi đua được phát động cụ thể tới từng tổ, từng người.",
]

OPINIONS = [
    "đề nghị gửi nội dung họp cho đảng viên trước ít nhất một ngày để chuẩn bị ý kiến.",
    "đề nghị phân công rõ người, rõ việc và kiểm điểm ngay ở kỳ họp sau.",
    "nêu ý kiến của nhân dân về việc đèn đường hỏng, đề nghị kiến nghị với xã.",
    "đề nghị quan tâm hơn tới đảng viên trẻ đi làm ăn xa, giữ liên lạc hằng tháng.",
    "đề nghị tiếp tục giới thiệu quần chúng là đoàn viên, phụ nữ cho chi bộ xem xét.",
    "nhất trí với báo cáo và đề nghị biểu dương các đồng chí làm tốt việc được giao.",
    "đề nghị các đoàn thể phối hợp chặt hơn, tránh mỗi nơi vận động một kiểu.",
    "băn khoăn về tiến độ một số việc còn chậm, đề nghị chi ủy kiểm tra thường xuyên.",
    "đề nghị công khai các khoản thu, chi để mọi người cùng biết, cùng giám sát.",
    "đề nghị đảng viên nêu gương trong việc cưới, việc tang, không phô trương.",
    "đề nghị rút gọn phần đọc văn bản, dành thời gian cho thảo luận.",
    "đề nghị tuyên truyền kỹ về lừa đảo qua điện thoại, nhất là với người cao tuổi.",
]

SHORTCOMINGS = [
    "Hạn chế: số đồng chí phát biểu còn ít, một vài đồng chí đến họp muộn.",
    "Hạn chế: việc nắm tư tưởng nhân dân có lúc chưa kịp thời.",
    "Hạn chế: một số đảng viên trẻ đi làm ca nên dự họp chưa đều.",
    "Hạn chế: báo cáo của một vài đoàn thể gửi chậm.",
    "Hạn chế: công tác tạo nguồn phát triển đảng còn khó khăn vì thanh niên đi làm xa.",
    "Hạn chế: một số việc giao từ tháng trước làm chưa dứt điểm.",
    "Hạn chế: tuyên truyền còn chung chung, chưa tới được từng gia đình.",
    "Hạn chế: việc ghi chép, lưu giữ tài liệu chưa thật khoa học.",
]

VERDICTS = [
    "Chi bộ nhất trí đánh giá nghị quyết tháng trước được thực hiện cơ bản đạt yêu cầu.",
    "Chi bộ ghi nhận cố gắng của đảng viên và các đoàn thể trong tháng qua.",
    "Chi bộ thống nhất với báo cáo của chi ủy và các ý kiến thảo luận.",
    "Chi bộ hoàn thành các việc đề ra trong tháng, cần khắc phục ngay những hạn chế đã nêu.",
]

VILLAGE_TASKS = {
    1: [
        "rà soát hộ khó khăn và trao quà Tết tận tay",
        "phân công lịch trực Tết, nhắc các hộ không đốt pháo",
    ],
    2: [
        "vận động bà con cấy xong vụ xuân trong khung thời vụ",
        "tổ chức Tết trồng cây ở khu nhà văn hóa",
    ],
    3: [
        "kiểm tra sâu bệnh lúa xuân mỗi tuần một lần",
        "giúp Chi đoàn làm xong công trình thanh niên",
    ],
    4: [
        "tổ chức tổng vệ sinh đường làng trước ngày 30/4",
        "đôn đốc phun trừ đạo ôn ở các thửa còn lại",
    ],
    5: [
        "cùng tổ bảo vệ rừng đi kiểm tra các khu dễ cháy",
        "liên hệ máy gặt, giúp các hộ neo đơn thu hoạch",
    ],
    6: [
        "nhắc các hộ không đốt rơm rạ, không phơi thóc trên đường",
        "lập lịch sinh hoạt hè cho các cháu",
    ],
    7: [
        "thăm các gia đình chính sách nhân ngày 27/7",
        "kiểm tra các điểm dễ ngập, chuẩn bị vật tư tại chỗ",
    ],
    8: [
        "vận động các hộ treo cờ và dọn vệ sinh dịp Quốc khánh",
        "kiểm tra sâu cuốn lá, báo ngay khi vượt ngưỡng",
    ],
    9: [
        "rà soát việc học sinh ra lớp, giúp các cháu khó khăn",
        "chuẩn bị phương án gặt chạy lụt",
    ],
    10: [
        "vận động các hộ chưa có bảo hiểm y tế tham gia",
        "đôn đốc làm đất trồng cây vụ đông",
    ],
    11: [
        "chuẩn bị Ngày hội Đại đoàn kết và bữa cơm chung của thôn",
        "hoàn thành bình xét gia đình văn hóa",
    ],
    12: ["thu xong các loại quỹ còn thiếu", "phối hợp rà soát hộ nghèo theo mẫu mới"],
}

TASKS = [
    "tổng hợp ý kiến của đảng viên, gửi Đảng ủy xã",
    "gặp gỡ, giúp đỡ các quần chúng ưu tú, báo cáo ở kỳ họp sau",
    "thu đảng phí và nộp lên trên đúng hạn",
    "kiểm tra việc thực hiện những điều đảng viên đã đăng ký",
    "thăm các đồng chí ốm đau lâu ngày",
    "hoàn thiện sổ sách, gửi nghị quyết cho đảng viên qua nhóm của chi bộ",
    "chuẩn bị báo cáo cho buổi sinh hoạt chuyên đề tới",
    "phối hợp với các đoàn thể triển khai nội dung đã thống nhất",
]

CLOSINGS = [
    "Nghị quyết được tất cả đảng viên chính thức có mặt biểu quyết tán thành.",
    "Chi bộ biểu quyết nhất trí với kết luận; biên bản được đọc lại trước khi kết thúc.",
    "Người ghi biên bản đọc lại toàn văn, chi bộ nhất trí thông qua.",
]

COMMITTEE = [
    "Chi ủy rà soát việc thực hiện nghị quyết tháng trước, thống nhất những việc đưa ra chi bộ bàn.",
    "Chi ủy nghe từng đồng chí báo cáo phần việc phụ trách và góp ý dự thảo nghị quyết tháng.",
    "Chi ủy cho ý kiến về nội dung, thời gian, địa điểm và người chuẩn bị cho buổi sinh hoạt tới.",
]
COMMITTEE_MATTERS = [
    "Chi ủy xem xét nhận xét về {pair} quần chúng ưu tú đang theo dõi.",
    "Chi ủy thống nhất danh sách đảng viên đi thăm hỏi dịp này.",
    "Chi ủy trao đổi về việc một số đồng chí còn ít phát biểu và cách khắc phục.",
    "Chi ủy rà soát các khoản đảng phí phần được để lại chi bộ.",
    "Chi ủy phân công đảng viên phụ trách nhóm hộ cho phù hợp với nơi ở.",
]
COMMITTEE_CONCLUSION = (
    "Chi ủy thống nhất nội dung và dự thảo nghị quyết. "
    "Giao đồng chí {name} thông báo tới từng đảng viên trước ngày họp ít nhất một ngày."
)

CONGRESS = (
    "Đại hội nghe báo cáo tổng kết nhiệm kỳ, bản kiểm điểm của chi ủy và thảo luận phương hướng nhiệm kỳ {mandate}.",
    "Các ý kiến tập trung vào phát triển kinh tế, chất lượng sinh hoạt và công tác tạo nguồn kết nạp đảng viên.",
    "Đại hội bầu chi ủy gồm {size} đồng chí, bầu bí thư và phó bí thư bằng phiếu kín, đúng nguyên tắc.",
)
CONGRESS_CONCLUSION = (
    "Đồng chí {name} được bầu làm bí thư chi bộ nhiệm kỳ {mandate}. "
    "Đại hội thông qua nghị quyết với tất cả đảng viên chính thức có mặt tán thành. "
    "Chi ủy mới phân công nhiệm vụ và báo cáo kết quả với Đảng ủy xã trong ba ngày."
)

ELECTION = (
    "Chi bộ họp bất thường để kiện toàn chi ủy do đồng chí bí thư xin thôi giữ chức vì lý do sức khỏe.",
    "Chi bộ nghe ý kiến của Đảng ủy xã, thảo luận về tiêu chuẩn và giới thiệu nhân sự.",
    "Việc bầu bí thư, phó bí thư được tiến hành bằng phiếu kín, đúng quy định.",
)
ELECTION_CONCLUSION = (
    "Đồng chí {name} được bầu làm bí thư chi bộ cho thời gian còn lại của nhiệm kỳ. "
    "Chi bộ cảm ơn đồng chí bí thư cũ đã nhiều năm tận tụy. "
    "Kết quả được báo cáo Đảng ủy xã để chuẩn y."
)

CANCELLED_FOR_DISEASE = "Tạm dừng họp đông người để phòng, chống dịch COVID-19"
CANCELLED_FOR_FLOOD = "Mưa lũ sau bão, đảng viên đi giúp nhân dân khắc phục hậu quả"
