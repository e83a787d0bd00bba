"""Subjects of thematic meetings, with what was said and decided on each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    title: str
    content: tuple[str, ...]
    conclusion: tuple[str, ...]


# The four of which the committee spoke in 2021 come first.
VILLAGE = [
    Topic(
        "Phát huy vai trò của đảng viên trong xây dựng nông thôn mới",
        (
            "Đồng chí {name} trình bày báo cáo về kết quả xây dựng nông thôn mới ở {place}: đường nội thôn đã cứng hóa {percent} %, nhà văn hóa và sân thể thao được sửa sang.",
            "Phần việc còn khó là rãnh thoát nước, đường ra đồng và cảnh quan ven suối.",
            "Đảng viên liên hệ trách nhiệm của mình: nhiều gia đình đã hiến đất, góp ngày công trước để bà con làm theo.",
            "Các ý kiến đề nghị công khai mức đóng góp và để nhân dân giám sát công trình ngay từ đầu.",
        ),
        (
            "Mỗi đảng viên vận động từ ba đến năm hộ cùng làm, bắt đầu từ gia đình mình.",
            "Giao đồng chí {name} lập danh sách đoạn đường cần sửa và dự toán, báo cáo chi bộ tháng sau.",
            "Lấy kết quả tham gia xây dựng nông thôn mới làm một căn cứ xếp loại đảng viên cuối năm.",
        ),
    ),
    Topic(
        "Giữ gìn an ninh trật tự ở thôn, vai trò nêu gương của đảng viên",
        (
            "Đồng chí {name} báo cáo tình hình an ninh trật tự: trên địa bàn xảy ra {pair} vụ việc nhỏ, đều được hòa giải tại chỗ.",
            "Nổi lên là việc thanh niên đi xe máy nhanh buổi tối, vay tiền qua mạng và mâu thuẫn về lối đi chung.",
            "Chi bộ trao đổi kinh nghiệm của tổ tự quản: nắm tình hình sớm, nói nhỏ nhẹ, phân rõ đúng sai.",
            "Một số đồng chí nhận khuyết điểm chưa kịp thời báo với công an xã khi thấy người lạ đến ở.",
        ),
        (
            "Mỗi tổ liên gia cử một đảng viên làm nòng cốt, giữ số điện thoại của công an xã.",
            "Giao đồng chí {name} cùng Chi đoàn gặp gỡ các thanh niên hay vi phạm và gia đình.",
            "Duy trì giao ban hằng tuần về an ninh trật tự tại nhà văn hóa thôn.",
        ),
    ),
    Topic(
        "Vận động nhân dân tham gia bảo hiểm y tế",
        (
            "Đồng chí {name} báo cáo: {place} có {percent} % số người tham gia bảo hiểm y tế, số còn lại chủ yếu là lao động tự do.",
            "Nguyên nhân là nhiều gia đình đông người phải đóng một lần, có người còn nghĩ mình khỏe thì chưa cần.",
            "Đảng viên kể những trường hợp trong thôn được bảo hiểm chi trả phần lớn viện phí khi mổ, khi chạy thận.",
            "Chi bộ thảo luận cách giúp hộ cận nghèo phần còn thiếu từ các nguồn ủng hộ.",
        ),
        (
            "Đảng viên gương mẫu tham gia đủ cho cả gia đình.",
            "Giao đồng chí {name} và Hội Phụ nữ đến từng hộ chưa tham gia để giải thích, ghi lại vướng mắc.",
            "Chi bộ kiểm điểm kết quả ở kỳ sinh hoạt thường kỳ sau.",
        ),
    ),
    Topic(
        "Bảo đảm an toàn vệ sinh thực phẩm từ sản xuất đến bữa ăn gia đình",
        (
            "Đồng chí {name} nêu thực trạng: {place} có {few} hộ giết mổ nhỏ và {few} hộ trồng rau bán ra chợ.",
            "Đa số các hộ ghi chép việc dùng thuốc bảo vệ thực vật, song vẫn có vỏ bao thuốc vứt ở bờ mương.",
            "Chi bộ bàn về cỗ cưới, cỗ giỗ đông người: mua thực phẩm rõ nguồn gốc, lưu mẫu và giữ nước sạch.",
            "Các ý kiến cho rằng gia đình đảng viên phải làm trước, không bán thứ mà nhà mình không dám ăn.",
        ),
        (
            "Xây thêm {few} bể chứa vỏ bao bì thuốc ngoài đồng.",
            "Giao đồng chí {name} mời trạm y tế nói chuyện với các hộ kinh doanh ăn uống.",
            "Gia đình đảng viên ký cam kết sản xuất và sử dụng thực phẩm an toàn.",
        ),
    ),
    Topic(
        "Thu gom, phân loại rác và giữ gìn cảnh quan đường làng",
        (
            "Đồng chí {name} báo cáo mỗi tuần {place} thu gom hai buổi rác; nơi tập kết có lúc quá tải sau ngày lễ.",
            "Một số hộ còn để lẫn rác hữu cơ dù có thể ủ làm phân.",
            "Đảng viên xem hình ảnh đoạn đường tự quản và trao đổi cách giữ cho bền.",
            "Chi bộ thống nhất rằng nhắc nhở phải đi cùng việc làm mẫu.",
        ),
        (
            "Mỗi nhóm hộ nhận một đoạn đường, dọn vào sáng thứ Bảy hằng tuần.",
            "Giao đồng chí {name} hướng dẫn các hộ ủ rác hữu cơ tại vườn.",
            "Đề nghị xã bố trí thêm xe chở rác sau các dịp lễ.",
        ),
    ),
    Topic(
        "Tạo nguồn phát triển đảng viên ở thôn",
        (
            "Đồng chí {name} trình bày thực trạng: quần chúng trẻ phần lớn đi làm công ty, thời gian ở nhà ít.",
            "Chi bộ rà soát và thống nhất theo dõi {few} quần chúng, trong đó có đoàn viên và cán bộ đoàn thể.",
            "Các đồng chí mới kết nạp kể lại điều đã giúp mình phấn đấu, nhất là sự quan tâm của người giúp đỡ.",
            "Chi bộ cũng nêu yêu cầu không chạy theo số lượng, coi trọng phẩm chất.",
        ),
        (
            "Phân công mỗi đảng viên chính thức có kinh nghiệm giúp đỡ một quần chúng.",
            "Giao đồng chí {name} lập danh sách nguồn và cập nhật hằng quý.",
            "Tạo việc thực tế ở thôn để quần chúng được thử thách.",
        ),
    ),
    Topic(
        "Chuyển đổi số: đảng viên làm trước, giúp nhân dân làm theo",
        (
            "Đồng chí {name} giới thiệu những việc người dân có thể làm trên điện thoại: nộp hồ sơ, đặt lịch khám, đóng tiền điện.",
            "Qua thống kê, {percent} % gia đình đảng viên đã dùng được; người cao tuổi còn lúng túng khi quên mật khẩu.",
            "Chi bộ thực hành ngay tại chỗ, đảng viên trẻ kèm đảng viên lớn tuổi.",
            "Nhiều ý kiến nhắc phải đề phòng các cuộc gọi giả danh cơ quan nhà nước.",
        ),
        (
            "Tổ công nghệ cộng đồng trực tối thứ Sáu hằng tuần tại nhà văn hóa.",
            "Giao đồng chí {name} hướng dẫn các hộ chưa làm được dịch vụ công trực tuyến.",
            "Không ai cung cấp mật khẩu, mã xác nhận cho người khác.",
        ),
    ),
    Topic(
        "Học tập, làm theo Bác về tinh thần trách nhiệm, gần dân, vì dân",
        (
            "Đồng chí {name} đọc và phân tích những mẩu chuyện về tác phong gần dân của Bác Hồ.",
            "Đảng viên liên hệ với việc hằng ngày: nói phải đi đôi với làm, đã hứa với dân thì phải theo đến cùng.",
            "Có đồng chí tự nhận còn ngại va chạm, chưa góp ý thẳng thắn với người thân vi phạm quy ước.",
            "Chi bộ biểu dương {pair} đồng chí nhiều năm chăm lo việc chung của thôn.",
        ),
        (
            "Mỗi đảng viên đăng ký một việc cụ thể, làm xong trong quý.",
            "Giao đồng chí {name} theo dõi và báo cáo ở kỳ sinh hoạt cuối quý.",
            "Gương làm tốt được nêu trên loa của thôn.",
        ),
    ),
    Topic(
        "Khuyến học, giữ gìn nếp sống văn hóa trong việc cưới, việc tang",
        (
            "Đồng chí {name} nêu kết quả: quỹ khuyến học của thôn đã thưởng {many} cháu, {few} cháu được hỗ trợ học phí.",
            "Việc cưới đã gọn hơn trước; việc tang còn để lâu và mở nhạc khuya ở một vài gia đình.",
            "Chi bộ bàn sửa quy ước của thôn theo hướng ngắn gọn, dễ nhớ.",
            "Gia đình đảng viên được đề nghị thực hiện trước và báo với chi bộ khi có việc.",
        ),
        (
            "Trình dự thảo quy ước sửa đổi ra hội nghị nhân dân.",
            "Giao đồng chí {name} vận động các dòng họ cùng góp quỹ khuyến học.",
            "Không mở nhạc sau 22 giờ trong mọi việc hiếu, hỷ.",
        ),
    ),
    Topic(
        "Giúp nhau phát triển kinh tế, giảm nghèo bền vững",
        (
            "Đồng chí {name} phân tích hoàn cảnh của từng hộ nghèo, hộ cận nghèo: thiếu lao động, ốm đau hoặc chưa biết cách làm.",
            "Mô hình nuôi gà thả đồi và trồng cây ăn quả của {few} gia đình đảng viên cho thu nhập khá.",
            "Chi bộ thảo luận việc vay vốn ưu đãi, tránh vay nóng, và việc làm cho người trên 40 tuổi.",
            "Các đồng chí nhận giúp giống, ngày công và kinh nghiệm cho hộ khó khăn gần nhà.",
        ),
        (
            "Mỗi nhóm đảng viên nhận giúp một hộ trong một năm.",
            "Giao đồng chí {name} làm việc với Hội Nông dân về lớp kỹ thuật chăn nuôi.",
            "Đánh giá kết quả bằng thu nhập và cuộc sống thật của hộ được giúp.",
        ),
    ),
]

SCHOOL = [
    Topic(
        "Nâng cao đạo đức nhà giáo, xây dựng trường học an toàn, thân thiện",
        (
            "Đồng chí {name} trình bày kết quả một năm thực hiện quy tắc ứng xử trong nhà trường.",
            "Học sinh mạnh dạn chia sẻ hơn, song vẫn có {pair} trường hợp trêu chọc bạn trên mạng xã hội.",
            "Đảng viên trao đổi cách phối hợp giữa giáo viên chủ nhiệm và cha mẹ học sinh.",
        ),
        (
            "Mỗi đảng viên giúp đỡ một học sinh có hoàn cảnh khó khăn.",
            "Giao đồng chí {name} duy trì hộp thư góp ý và trả lời hằng tuần.",
            "Đưa nội dung ứng xử trên mạng vào giờ sinh hoạt lớp.",
        ),
    ),
    Topic(
        "Đổi mới phương pháp dạy học, vai trò tiên phong của đảng viên",
        (
            "Đồng chí {name} báo cáo việc đổi mới sinh hoạt tổ chuyên môn: đã dự {many} tiết, rút kinh nghiệm cụ thể từng tiết.",
            "Khó khăn là thiết bị chưa đồng bộ và sức học trong mỗi lớp còn chênh lệch.",
            "Các ý kiến đề nghị giảm hồ sơ hình thức để giáo viên có thời gian soạn bài.",
        ),
        (
            "Mỗi đảng viên dạy một tiết mẫu trong học kỳ.",
            "Giao đồng chí {name} tổng hợp học liệu dùng chung.",
            "Phụ đạo miễn phí cho học sinh yếu vào chiều thứ Năm.",
        ),
    ),
    Topic(
        "An toàn thực phẩm và chăm sóc sức khỏe học đường",
        (
            "Đồng chí {name} nêu quy trình giao nhận thực phẩm, lưu mẫu và vệ sinh bếp ăn bán trú.",
            "Học sinh tham gia bảo hiểm y tế đạt {percent} %; nhà trường phối hợp khám sức khỏe đầu năm.",
            "Chi bộ thảo luận việc phòng tránh đuối nước, tai nạn giao thông trước cổng trường.",
        ),
        (
            "Kiểm tra bếp ăn không báo trước mỗi tháng một lần.",
            "Giao đồng chí {name} vận động số học sinh chưa có thẻ bảo hiểm y tế.",
            "Bố trí giáo viên trực cổng trường giờ tan học.",
        ),
    ),
    Topic(
        "Chuyển đổi số trong dạy học và quản lý nhà trường",
        (
            "Đồng chí {name} giới thiệu sổ điểm, học bạ điện tử và những lỗi hay gặp khi nhập.",
            "Giáo viên lớn tuổi được đồng nghiệp trẻ kèm cặp, đến nay {percent} % đã thành thạo.",
            "Chi bộ nhấn mạnh việc giữ bí mật thông tin của học sinh và gia đình.",
        ),
        (
            "Hoàn thành số hóa học bạ đúng tiến độ.",
            "Giao đồng chí {name} tổ chức hai buổi hướng dẫn cho giáo viên.",
            "Không chia sẻ hình ảnh, điểm số của học sinh lên mạng xã hội.",
        ),
    ),
]

OFFICE = [
    Topic(
        "Siết chặt kỷ luật, kỷ cương, nâng cao đạo đức công vụ",
        (
            "Đồng chí {name} báo cáo kết quả tự kiểm tra: còn {pair} trường hợp đi muộn, một số văn bản trả lời chậm.",
            "Đảng viên liên hệ về thái độ phục vụ, nhất là khi người dân thiếu giấy tờ phải đi lại.",
            "Chi bộ thảo luận việc xin lỗi bằng văn bản khi trễ hẹn.",
        ),
        (
            "Mọi hồ sơ trễ hẹn phải có thư xin lỗi và hẹn lại ngày cụ thể.",
            "Giao đồng chí {name} công khai kết quả giải quyết hồ sơ hằng tuần.",
            "Kết quả phục vụ nhân dân là căn cứ xếp loại đảng viên.",
        ),
    ),
    Topic(
        "Cải cách thủ tục hành chính, giải quyết công việc cho dân đúng hẹn",
        (
            "Đồng chí {name} trình bày số liệu: {percent} % hồ sơ giải quyết đúng hạn, hồ sơ đất đai còn vướng nhiều nhất.",
            "Người dân góp ý về mẫu đơn khó điền và việc phải nộp lại giấy tờ đã có.",
            "Các bộ phận trao đổi cách rút ngắn thời gian luân chuyển hồ sơ.",
        ),
        (
            "Không yêu cầu người dân nộp giấy tờ mà cơ quan đã có.",
            "Giao đồng chí {name} soạn bản hướng dẫn một trang cho mỗi thủ tục hay dùng.",
            "Lấy phiếu hài lòng ngay tại bộ phận một cửa.",
        ),
    ),
    Topic(
        "Thực hành tiết kiệm, chống lãng phí trong cơ quan",
        (
            "Đồng chí {name} báo cáo chi thường xuyên: tiền điện, văn phòng phẩm giảm so với cùng kỳ.",
            "Một số phòng còn để thiết bị chạy ngoài giờ; tài sản cũ chưa thanh lý gây chật chỗ.",
            "Chi bộ thảo luận cách giảm họp, giảm giấy, gửi tài liệu qua mạng.",
        ),
        (
            "Mỗi cuộc họp gửi tài liệu trước, họp không quá hai giờ.",
            "Giao đồng chí {name} hoàn thành hồ sơ thanh lý tài sản hỏng.",
            "Công khai chi tiêu hằng quý trong cơ quan.",
        ),
    ),
    Topic(
        "Học tập, làm theo Bác về phong cách nêu gương của cán bộ",
        (
            "Đồng chí {name} phân tích yêu cầu nêu gương: cán bộ đi trước, làm thật, nhận lỗi khi sai.",
            "Đảng viên đối chiếu với bản đăng ký đầu năm, nhiều việc đã có kết quả rõ.",
            "Có ý kiến đề nghị lãnh đạo dành thời gian xuống thôn nghe dân nhiều hơn.",
        ),
        (
            "Mỗi cán bộ dự ít nhất một buổi giao ban thôn trong tháng.",
            "Giao đồng chí {name} tổng hợp kiến nghị của nhân dân và theo dõi trả lời.",
            "Chi bộ nhận xét việc nêu gương ở kỳ sinh hoạt cuối quý.",
        ),
    ),
]
