"""What a cell is told at the start of a meeting, by month and by year."""

NEWS = {
    1: [
        "Chi bộ nghe thông báo chương trình công tác năm của Đảng ủy xã và các chỉ tiêu giao cho chi bộ.",
        "Đồng chí bí thư thông báo nhanh tình hình thời sự và kế hoạch tổ chức đón Tết Nguyên đán vui tươi, an toàn, tiết kiệm.",
        "Chi bộ nghe quán triệt nhiệm vụ trọng tâm quý I và hướng dẫn đăng ký học tập, làm theo Bác trong năm.",
    ],
    2: [
        "Chi bộ ôn lại truyền thống vẻ vang của Đảng nhân kỷ niệm ngày thành lập Đảng 3/2.",
        "Đồng chí bí thư thông báo kế hoạch phát động Tết trồng cây và lễ giao nhận quân đầu năm.",
        "Chi bộ nghe thông báo nhanh tình hình thời sự và việc chăm lo Tết cho hộ nghèo, gia đình chính sách.",
    ],
    3: [
        "Đồng chí bí thư điểm tình hình thời sự và phổ biến các văn bản mới của Đảng ủy xã ban hành trong tháng 2.",
        "Chi bộ nghe thông báo kế hoạch hưởng ứng Tháng Thanh niên và các hoạt động chào mừng ngày 8/3, 26/3.",
        "Chi bộ nghe thông tin thời sự trong nước, quốc tế nổi bật và dư luận nhân dân sau Tết.",
    ],
    4: [
        "Chi bộ nghe thông báo kết quả thực hiện nhiệm vụ quý I và nhiệm vụ trọng tâm quý II của Đảng bộ xã.",
        "Đồng chí bí thư thông báo tình hình thời sự và các hoạt động kỷ niệm ngày 30/4, ngày 1/5.",
        "Chi bộ nghe phổ biến quy định mới về công tác đảng viên và thảo luận cách thực hiện.",
    ],
    5: [
        "Chi bộ ôn lại tấm gương đạo đức Hồ Chí Minh nhân kỷ niệm ngày sinh của Bác 19/5.",
        "Đồng chí bí thư thông báo tình hình thời sự, nhấn mạnh việc phòng cháy, chữa cháy rừng trong mùa nắng nóng.",
        "Chi bộ nghe thông báo kết luận hội nghị Đảng ủy xã và những việc cần làm ngay trong tháng.",
    ],
    6: [
        "Chi bộ nghe thông báo tình hình thời sự và kế hoạch hưởng ứng Tháng hành động vì trẻ em.",
        "Đồng chí bí thư phổ biến yêu cầu sơ kết sáu tháng đầu năm và thống nhất nội dung báo cáo của chi bộ.",
        "Chi bộ nghe thông tin thời sự và hướng dẫn tuyên truyền ngày Gia đình Việt Nam 28/6.",
    ],
    7: [
        "Chi bộ nghe thông báo kết quả sơ kết sáu tháng đầu năm của Đảng bộ xã.",
        "Đồng chí bí thư thông báo kế hoạch thăm hỏi gia đình chính sách nhân ngày Thương binh - Liệt sĩ 27/7.",
        "Chi bộ nghe thông báo tình hình thời sự và phương án phòng, chống thiên tai, tìm kiếm cứu nạn của xã.",
    ],
    8: [
        "Chi bộ nghe thông báo tình hình thời sự nổi bật và các hoạt động kỷ niệm Cách mạng Tháng Tám, Quốc khánh 2/9.",
        "Đồng chí bí thư phổ biến các văn bản mới và kết quả giao ban tháng 7 của Đảng ủy xã.",
        "Chi bộ nghe thông tin thời sự và tình hình chuẩn bị năm học mới trên địa bàn.",
    ],
    9: [
        "Đồng chí bí thư thông báo tình hình thời sự, không khí đón Quốc khánh 2/9 và ngày khai giảng năm học mới.",
        "Chi bộ nghe phổ biến kết luận của Đảng ủy xã về nhiệm vụ tháng 9 và công tác phòng, chống mưa bão.",
        "Chi bộ nghe thông tin thời sự trong nước, quốc tế và kết quả thu ngân sách, thu quỹ trên địa bàn.",
    ],
    10: [
        "Chi bộ nghe thông báo kết quả thực hiện nhiệm vụ chín tháng và nhiệm vụ trọng tâm ba tháng cuối năm.",
        "Đồng chí bí thư thông báo tình hình thời sự và các hoạt động kỷ niệm ngày Phụ nữ Việt Nam 20/10.",
        "Chi bộ nghe phổ biến văn bản mới của cấp trên và dư luận trong nhân dân thời gian qua.",
    ],
    11: [
        "Chi bộ nghe thông báo kế hoạch tổ chức Ngày hội Đại đoàn kết toàn dân tộc và ngày Nhà giáo Việt Nam 20/11.",
        "Đồng chí bí thư thông báo tình hình thời sự và hướng dẫn chuẩn bị kiểm điểm, xếp loại cuối năm.",
        "Chi bộ nghe thông tin thời sự và rà soát các chỉ tiêu năm còn thấp so với kế hoạch.",
    ],
    12: [
        "Chi bộ nghe hướng dẫn kiểm điểm, đánh giá, xếp loại chất lượng tổ chức đảng và đảng viên cuối năm.",
        "Đồng chí bí thư thông báo tình hình thời sự và các hoạt động kỷ niệm ngày thành lập Quân đội nhân dân 22/12.",
        "Chi bộ nghe dự thảo báo cáo tổng kết năm và phương hướng, nhiệm vụ năm tới.",
    ],
}

EVENTS = {
    (
        2021,
        1,
    ): "Đảng viên phấn khởi hướng về Đại hội đại biểu toàn quốc lần thứ XIII của Đảng.",
    (
        2021,
        2,
    ): "Chi bộ nghe thông báo nhanh kết quả Đại hội đại biểu toàn quốc lần thứ XIII của Đảng.",
    (
        2021,
        3,
    ): "Chi bộ nghe phổ biến các bước chuẩn bị bầu cử đại biểu Quốc hội khóa XV và hội đồng nhân dân các cấp.",
    (
        2021,
        4,
    ): "Danh sách cử tri đã được rà soát, niêm yết; cử tri đồng tình với kết quả hiệp thương giới thiệu người ứng cử.",
    (
        2021,
        5,
    ): "Chi bộ bàn việc tổ chức ngày bầu cử 23/5 bảo đảm dân chủ, đúng luật, an toàn trong điều kiện có dịch COVID-19.",
    (
        2021,
        6,
    ): "Chi bộ đánh giá ngày bầu cử 23/5 diễn ra an toàn, cử tri đi bầu đông đủ; công tác phòng, chống dịch được giữ vững.",
    (
        2021,
        7,
    ): "Chi bộ nghe thông báo tình hình dịch COVID-19; đảng viên gương mẫu khai báo y tế và ủng hộ quỹ phòng, chống dịch.",
    (
        2021,
        8,
    ): "Tổ COVID cộng đồng duy trì nắm người đi, đến địa bàn; mọi người về từ vùng dịch đều khai báo y tế.",
    (
        2021,
        9,
    ): "Chi bộ thống nhất giữ chốt tự quản phòng, chống dịch và vận động nhân dân không tụ tập đông người.",
    (
        2021,
        10,
    ): "Chi bộ nghe phổ biến quy định thích ứng an toàn, linh hoạt với dịch COVID-19.",
    (
        2021,
        11,
    ): "Việc tiêm vắc-xin phòng COVID-19 được thực hiện đúng kế hoạch, đa số người trong độ tuổi đã tiêm đủ mũi.",
    (
        2022,
        3,
    ): "Số ca mắc COVID-19 trên địa bàn tăng; chi bộ phân công đảng viên giúp các gia đình điều trị tại nhà mua thuốc, thực phẩm.",
    (
        2024,
        5,
    ): "Chi bộ ôn lại ý nghĩa chiến thắng Điện Biên Phủ nhân kỷ niệm 70 năm và thăm gia đình cựu chiến binh.",
    (
        2024,
        10,
    ): "Chi bộ đánh giá việc khắc phục hậu quả bão số 3: đảng viên đã góp ngày công dựng lại nhà, nạo vét mương và quyên góp ủng hộ.",
    (
        2025,
        2,
    ): "Chi bộ tổ chức ôn truyền thống nhân kỷ niệm 95 năm ngày thành lập Đảng.",
    (
        2025,
        4,
    ): "Đảng viên phấn khởi hướng tới kỷ niệm 50 năm giải phóng miền Nam, thống nhất đất nước.",
    (
        2025,
        7,
    ): "Chi bộ nghe thông báo việc vận hành chính quyền địa phương hai cấp từ ngày 1/7 và cách giải quyết thủ tục cho nhân dân.",
    (
        2025,
        8,
    ): "Chi bộ bàn các hoạt động chào mừng 80 năm Quốc khánh, vận động mỗi hộ treo cờ Tổ quốc trên các trục đường.",
    (
        2025,
        11,
    ): "Chi bộ nghe phổ biến quy định mới về sinh hoạt chi bộ: họp vào ngày 3 hằng tháng, tự chấm điểm chất lượng từng buổi.",
    (
        2026,
        1,
    ): "Đảng viên phấn khởi hướng về Đại hội đại biểu toàn quốc lần thứ XIV của Đảng.",
    (
        2026,
        2,
    ): "Chi bộ nghe thông báo nhanh kết quả Đại hội đại biểu toàn quốc lần thứ XIV của Đảng.",
    (
        2026,
        3,
    ): "Chi bộ phân công đảng viên vận động cử tri đi bầu cử đại biểu Quốc hội khóa XVI và hội đồng nhân dân các cấp.",
    (
        2026,
        4,
    ): "Chi bộ đánh giá cuộc bầu cử ngày 15/3 diễn ra dân chủ, an toàn, đúng luật.",
}
