"""What there is to report each month in a village, at the school, in the offices."""

VILLAGE = {
    1: [
        "Bà con đã làm đất xong {percent} % diện tích vụ xuân, mạ được che phủ chống rét.",
        "Danh sách {few} hộ cần hỗ trợ quà Tết đã được bình xét công khai tại nhà văn hóa thôn.",
        "Chuồng trại được che chắn, đến nay chưa có trâu, bò chết rét.",
    ],
    2: [
        "Diện tích cấy vụ xuân đạt {percent} %, nước tưới bảo đảm; còn một số chân ruộng cao phải bơm.",
        "Tết diễn ra an toàn, không có người đốt pháo trái phép; các gia đình chính sách được thăm, tặng quà.",
        "Thôn có {few} thanh niên trúng tuyển nghĩa vụ quân sự, gia đình các cháu đều phấn khởi.",
    ],
    3: [
        "Lúa xuân bén rễ tốt, bà con đang làm cỏ, bón thúc; thôn đã trồng thêm {many} cây ven đường.",
        "Đoàn viên thanh niên cùng nhân dân nạo vét {many} mét kênh nội đồng.",
        "Đàn gia cầm được tiêm phòng đợt 1 đạt {percent} %.",
    ],
    4: [
        "Lúa xuân làm đòng; đã phát hiện đạo ôn ở {few} thửa và phun trừ kịp thời.",
        "Thôn tổng vệ sinh hai buổi, thu gom rác ở bờ mương và khu vực cổng làng.",
        "Ba tuyến đường nội thôn được nhân dân trồng hoa, cắm cờ chào mừng ngày lễ.",
    ],
    5: [
        "Lúa xuân chắc xanh, dự kiến gặt từ cuối tháng; máy gặt đã được hợp tác xã liên hệ.",
        "Thôn kiểm tra {few} hộ sống gần rừng, các hộ đều ký cam kết phòng cháy.",
        "Hệ thống loa được sửa xong, bà con nghe tin rõ hơn trước.",
    ],
    6: [
        "Vụ xuân thu hoạch xong {percent} % diện tích, năng suất khá hơn năm trước.",
        "Các cháu học sinh về nghỉ hè được Đoàn Thanh niên tiếp nhận, có lịch sinh hoạt hằng tuần.",
        "Bà con đang làm đất vụ mùa; vẫn còn {few} hộ đốt rơm rạ ngoài đồng.",
    ],
    7: [
        "Lúa mùa đã cấy {percent} % diện tích; mưa lớn làm ngập {few} sào trũng, bà con đang cấy dặm.",
        "Thôn đã thăm hỏi {few} gia đình thương binh, liệt sĩ và dọn vệ sinh nghĩa trang.",
        "Các điểm sạt lở ven suối được cắm biển cảnh báo.",
    ],
    8: [
        "Lúa mùa đẻ nhánh, đã phun trừ sâu cuốn lá nhỏ theo thông báo của xã.",
        "Đường đến trường qua thôn được phát quang, lấp {few} ổ gà trước ngày tựu trường.",
        "Nhà văn hóa thôn được quét vôi, sửa {few} cánh cửa bằng tiền nhân dân đóng góp.",
    ],
    9: [
        "Lúa mùa trỗ bông đều; chi bộ theo dõi chặt mưa bão để gặt sớm những chân ruộng trũng.",
        "Trẻ trong độ tuổi đến trường đạt 100 %, không có cháu nào bỏ học.",
        "Thôn tổ chức Trung thu cho {many} cháu, kinh phí do nhân dân và người con xa quê ủng hộ.",
    ],
    10: [
        "Vụ mùa thu hoạch được {percent} % diện tích; bà con khẩn trương làm đất trồng ngô, rau vụ đông.",
        "Số người tham gia bảo hiểm y tế của thôn đạt {percent} %, tăng so với cùng kỳ.",
        "Đàn gia súc được tiêm phòng đợt 2 đạt {percent} %.",
    ],
    11: [
        "Vụ đông gieo trồng được {many} sào ngô, khoai và rau các loại.",
        "Công tác chuẩn bị Ngày hội Đại đoàn kết được phân công cụ thể cho từng đoàn thể.",
        "Qua bình xét, thôn có {percent} % số hộ đạt danh hiệu gia đình văn hóa.",
    ],
    12: [
        "Thu nhập của các hộ chăn nuôi ổn định; vẫn còn {few} hộ nghèo, cận nghèo cần giúp đỡ.",
        "Thôn hoàn thành các loại quỹ đạt {percent} % kế hoạch năm.",
        "Thanh niên trong độ tuổi khám sơ tuyển nghĩa vụ quân sự có mặt đầy đủ.",
    ],
}

SCHOOL = {
    1: [
        "Nhà trường sơ kết học kỳ I; tỷ lệ học sinh khá, giỏi giữ vững, {few} em cần phụ đạo thêm."
    ],
    2: ["Sau Tết, nền nếp dạy và học ổn định ngay từ ngày đầu, sĩ số đạt {percent} %."],
    3: [
        "Đội tuyển học sinh giỏi đang ôn tập; {few} thầy cô đăng ký tiết dạy mẫu chào mừng 26/3."
    ],
    4: ["Nhà trường hoàn thành kiểm tra giữa kỳ và kế hoạch ôn tập cho lớp cuối cấp."],
    5: [
        "Chương trình năm học cơ bản hoàn thành; hồ sơ xét tốt nghiệp được kiểm tra chéo giữa các tổ."
    ],
    6: [
        "Năm học kết thúc an toàn; học sinh được bàn giao về sinh hoạt hè tại các thôn."
    ],
    7: ["Giáo viên tham gia bồi dưỡng hè đầy đủ; {few} phòng học đang được sửa chữa."],
    8: [
        "Nhà trường chuẩn bị sách vở, phòng học và phân công chuyên môn cho năm học mới."
    ],
    9: ["Lễ khai giảng gọn nhẹ, trang trọng; học sinh đầu cấp ra lớp đủ 100 %."],
    10: [
        "Hội nghị viên chức thông qua quy chế dân chủ, quy chế chi tiêu nội bộ với sự đồng thuận cao."
    ],
    11: ["Phong trào thi đua chào mừng 20/11 sôi nổi, đã dự giờ {many} tiết dạy tốt."],
    12: ["Các tổ chuyên môn hoàn thành kiểm tra học kỳ I, chấm trả bài đúng quy chế."],
}

OFFICE = {
    1: ["Bộ phận một cửa giải quyết {many} hồ sơ trong tháng, đúng hạn {percent} %."],
    2: [
        "Cán bộ, công chức trở lại làm việc ngay sau Tết, không có người đi lễ hội trong giờ hành chính."
    ],
    3: [
        "Hồ sơ tồn từ cuối năm đã giải quyết xong; lịch tiếp công dân được niêm yết đầy đủ."
    ],
    4: [
        "Kết quả quý I cho thấy thu ngân sách đạt tiến độ, giải ngân vốn đầu tư còn chậm ở {few} công trình."
    ],
    5: [
        "Các bộ phận hoàn thành kế hoạch phòng, chống thiên tai và trực ban mùa mưa bão."
    ],
    6: [
        "Báo cáo sáu tháng đầu năm được các bộ phận gửi đúng hạn, số liệu đã đối chiếu."
    ],
    7: [
        "Cán bộ phụ trách chính sách hoàn thành danh sách tặng quà ngày 27/7, không để sót người."
    ],
    8: [
        "Hồ sơ trực tuyến đạt {percent} %, tăng so với tháng trước; người dân được hướng dẫn tại chỗ."
    ],
    9: [
        "Cơ quan cử {few} đồng chí trực phòng, chống mưa bão mỗi ngày đêm; không có thiệt hại về người."
    ],
    10: [
        "Kết quả chín tháng đạt {percent} % chỉ tiêu chính; công tác lưu trữ hồ sơ được chấn chỉnh."
    ],
    11: [
        "Các bộ phận rà soát chỉ tiêu năm; việc cải cách hành chính được người dân đánh giá tốt."
    ],
    12: [
        "Cơ quan hoàn thành quyết toán, kiểm kê tài sản và chuẩn bị hội nghị tổng kết."
    ],
}
