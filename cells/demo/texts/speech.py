"""What is said on each item of a meeting, and how the chair sums it up."""

NEWS_CONCLUSIONS = [
    "Chi ủy gửi các văn bản vừa phổ biến vào nhóm của chi bộ để đảng viên đọc kỹ.",
    "Đảng viên tuyên truyền lại trong gia đình và tổ liên gia mình phụ trách.",
    "Việc nào liên quan trực tiếp đến chi bộ thì đưa ngay vào nghị quyết tháng.",
    "Đồng chí vắng mặt được chi ủy thông tin lại trong tuần này.",
    "Đề nghị đảng viên nêu câu hỏi về văn bản mới trước kỳ họp sau để chi ủy trả lời.",
]
NEWS_OPINIONS = [
    "Văn bản mới dài, đề nghị chi ủy tóm tắt thành một trang cho dễ nhớ.",
    "Tôi đề nghị nói rõ điểm nào khác trước để đảng viên giải thích cho đúng.",
    "Tin trên mạng nhiều luồng, đảng viên cần đọc nguồn chính thức rồi hãy chia sẻ.",
    "Nên dành ít phút hỏi đáp sau phần thông tin thời sự, vì nhiều đồng chí còn băn khoăn.",
    "Đề nghị in một bản để ở nhà họp cho các cụ không dùng điện thoại thông minh.",
]

MOOD_VILLAGE = [
    "Nhân dân phấn khởi, tin tưởng; dư luận quan tâm nhất là giá vật tư nông nghiệp và việc làm của con em.",
    "Tư tưởng đảng viên ổn định. Bà con còn hỏi nhiều về thủ tục đất đai và chế độ bảo hiểm.",
    "Có {few} ý kiến của nhân dân gửi qua tổ liên gia, chủ yếu về đường ngõ, đèn đường và nước sạch.",
    "Một số hộ chưa thông về mức đóng góp làm đường; tổ dân vận đã đến nhà giải thích.",
    "Bà con đồng tình với cách công khai thu chi của thôn, đề nghị tiếp tục niêm yết hằng quý.",
    "Các đồng chí cao tuổi vẫn giữ nền nếp, hay góp ý; đảng viên trẻ có đồng chí còn ngại phát biểu.",
    "Dư luận trong thôn lành mạnh; không có đơn thư vượt cấp, không có điểm nóng.",
    "Nhân dân lo trộm cắp vặt dịp nông nhàn; tổ an ninh đã tăng tuần tra buổi tối.",
]
MOOD_STAFF = [
    "Đảng viên và người lao động yên tâm công tác, chấp hành tốt kỷ luật, kỷ cương.",
    "Anh em quan tâm đến việc sắp xếp vị trí việc làm và chế độ tiền lương; chi bộ đã trao đổi rõ.",
    "Nội bộ đoàn kết; góp ý thẳng thắn hơn trước, không có đơn thư.",
    "Có {pair} đồng chí gặp khó khăn trong gia đình, công đoàn và chi ủy đã đến thăm.",
    "Một số đồng chí còn băn khoăn về khối lượng công việc dịp này; lãnh đạo đã phân công lại.",
    "Dư luận bên ngoài ghi nhận thái độ phục vụ có tiến bộ.",
]
MOOD_OPINIONS = [
    "Tôi phụ trách nhóm hộ cuối thôn, bà con chỉ mong ý kiến nêu ra được trả lời đến nơi đến chốn.",
    "Đề nghị chi ủy gặp riêng các đồng chí lâu chưa phát biểu để lắng nghe.",
    "Chuyện đồn trên mạng lan rất nhanh, đảng viên phải nói đúng, nói sớm.",
    "Có gia đình đang khó khăn vì người thân ốm nặng, đề nghị chi bộ thăm hỏi.",
    "Thanh niên đi làm xa ít thông tin về thôn, nên mở rộng nhóm liên lạc.",
    "Nhân dân tin vào việc làm cụ thể; ta hứa việc gì thì ghi lại và báo kết quả.",
]
MOOD_CONCLUSIONS = [
    "Giao chi ủy tổng hợp ý kiến, việc thuộc xã thì gửi Đảng ủy, việc của chi bộ thì trả lời tại kỳ sau.",
    "Mỗi đảng viên nắm nhóm hộ của mình, có việc bất thường thì báo ngay bí thư.",
    "Chi ủy gặp gỡ các đồng chí, các hộ còn băn khoăn trong tháng này.",
    "Tình hình tư tưởng ổn định; tiếp tục giữ nền nếp góp ý thẳng thắn, chân tình.",
]

# On results of the last month and work of the next one.
VILLAGE_OPINIONS = [
    "Việc nạo vét mương làm tốt; nên chốt lịch trước để hộ nào cũng cử được người.",
    "Đèn đường ngõ giữa hỏng hai bóng, đề nghị sửa trước khi trời tối sớm.",
    "Đề nghị công khai số tiền đã thu, đã chi của từng quỹ ngay trên bảng tin.",
    "Hộ tôi ở gần kênh, thấy rác dồn về sau mưa; nên có lưới chắn ở đầu cống.",
    "Tôi nhất trí với báo cáo, chỉ đề nghị ghi rõ ai chịu trách nhiệm việc còn chậm.",
    "Các cụ trong chi hội sẵn sàng góp sức, chỉ cần báo trước vài hôm.",
    "Việc vận động bảo hiểm phải đến từng nhà, nói trên loa thì bà con hay quên.",
    "Đề nghị phân thêm đảng viên trẻ cùng làm với đồng chí phụ trách để quen việc.",
    "Chó thả rông vẫn còn, đã có cháu nhỏ bị cắn; đề nghị nhắc và xử lý nghiêm.",
    "Nên mời hợp tác xã dự khi bàn về lịch nước, tránh chi bộ bàn một đằng, đồng làm một nẻo.",
    "Tổ của tôi xong trước hạn ba ngày; kinh nghiệm là chia việc theo xóm, không theo đoàn thể.",
    "Đường ra nghĩa trang lầy lội khi mưa, đề nghị đưa vào kế hoạch sửa chữa.",
    "Đề nghị khen các hộ đã tự lùi tường rào, đọc tên trên loa để bà con noi theo.",
    "Thanh niên đi làm ca nên họp chiều chủ nhật sẽ đông hơn các buổi tối.",
    "Một số chỉ tiêu đăng ký đầu năm đặt hơi thấp, nên nâng lên cho xứng với sức thôn.",
    "Tôi nhận khuyết điểm vì báo cáo của chi hội gửi muộn, tháng sau sẽ gửi đúng hẹn.",
]
SCHOOL_OPINIONS = [
    "Đề nghị giảm bớt các cuộc họp trùng nhau giữa tổ chuyên môn và chi bộ.",
    "Học sinh cuối cấp cần thêm buổi phụ đạo; tôi xin nhận hai buổi mỗi tuần.",
    "Nên dự giờ đột xuất ít hơn, trao đổi sau giờ dạy nhiều hơn.",
    "Cổng trường giờ tan học đông xe, đề nghị phân công đảng viên trực cùng bảo vệ.",
    "Phụ huynh hỏi nhiều về các khoản thu tự nguyện, phải công khai bằng văn bản.",
    "Giáo viên mới còn lúng túng hồ sơ điện tử, nên cử người kèm trong tháng đầu.",
    "Tôi nhất trí với đánh giá; phần hạn chế cần ghi cụ thể tổ nào, việc nào.",
    "Đề nghị đưa việc đọc sách của học sinh thành nền nếp mỗi sáng thứ Hai.",
]
OFFICE_OPINIONS = [
    "Hồ sơ đất đai quá hạn cần nêu lý do từng hồ sơ, không báo cáo chung chung.",
    "Đề nghị lịch tiếp dân có đủ lãnh đạo, tránh để người dân đi lại nhiều lần.",
    "Bộ phận một cửa cần thêm máy quét, giờ cao điểm người dân phải chờ lâu.",
    "Văn bản xin ý kiến nên ghi hạn trả lời; quá hạn coi như nhất trí.",
    "Tôi nhận trách nhiệm về báo cáo gửi chậm hai ngày, đã rút kinh nghiệm trong bộ phận.",
    "Đi cơ sở nhiều hơn thì tham mưu sát hơn; đề nghị ghi vào lịch tuần.",
    "Số liệu giữa các bộ phận còn lệch, cần một đầu mối chốt số.",
    "Đề nghị hướng dẫn các thôn dùng biểu mẫu thống nhất ngay từ đầu năm.",
]
# Some say one thing more.
SECOND_THOUGHTS = [
    "Nếu chi bộ giao, tôi xin nhận làm.",
    "Việc này nên xong trước kỳ họp sau.",
    "Tôi đã trao đổi với các đoàn thể, mọi người đều đồng tình.",
    "Kinh phí không nhiều, chủ yếu là công sức.",
    "Đề nghị ghi vào nghị quyết để theo dõi.",
    "Tháng trước ta đã bàn nhưng chưa làm dứt điểm.",
    "Đảng viên làm trước thì nhân dân sẽ theo.",
    "Mong chi ủy cân nhắc cho phù hợp.",
]
GUEST_OPINIONS = [
    "Đảng ủy xã ghi nhận nền nếp của chi bộ. Đề nghị chi bộ giữ việc giao rõ người, rõ hạn và kiểm điểm ngay ở kỳ sau.",
    "Chi bộ thảo luận sôi nổi. Tôi đề nghị quan tâm hơn công tác tạo nguồn, vì năm nay còn ít quần chúng được giới thiệu.",
    "Nội dung chuẩn bị tốt, tài liệu gửi trước. Nên mời thêm đoàn thể dự khi bàn việc liên quan trực tiếp.",
    "Tôi xin tiếp thu kiến nghị về giao thông và sẽ báo cáo tại giao ban của xã, trả lời chi bộ trong tháng.",
    "Đề nghị chi bộ rà soát các việc còn nợ từ quý trước, việc nào không còn phù hợp thì nói rõ lý do và thôi.",
]
RESULT_CONCLUSIONS = [
    "Nhất trí với báo cáo; việc còn chậm thì người phụ trách nói rõ lý do và hẹn lại ngày xong.",
    "Đa số việc đã xong đúng hạn. Hạn chế đã nêu phải khắc phục ngay trong tháng.",
    "Biểu dương các đồng chí hoàn thành sớm; nhắc việc báo cáo phải có số liệu.",
    "Kết quả tháng qua đạt yêu cầu. Chi ủy bám sát các việc kéo dài sang tháng này.",
    "Tiếp thu ý kiến góp ý; từ tháng này báo cáo ghi rõ từng việc, từng người.",
]
PLANS = [
    "Đồng chí {chair} trình bày dự thảo nghị quyết {month}: tập trung các việc trọng tâm sau, mỗi việc có một người chịu trách nhiệm.",
    "Chi ủy nêu dự thảo nhiệm vụ {month}, đề nghị chi bộ góp ý về cách làm, thời hạn và người phụ trách.",
    "Dự thảo nhiệm vụ {month} đã gửi trước cho đảng viên; đồng chí {chair} giải trình những điểm đã sửa theo góp ý.",
]
PLAN_CONCLUSIONS = [
    "Chốt các việc như đã phân công; ai vướng thì báo trước hạn ít nhất ba ngày.",
    "Thông qua dự thảo với các ý kiến bổ sung; kỳ sau từng đồng chí báo cáo kết quả.",
    "Thống nhất nhiệm vụ và phân công. Chi ủy kiểm tra giữa tháng.",
    "Giữ nguyên thời hạn đã nêu; các đoàn thể phối hợp với người phụ trách.",
]
CLOSINGS = [
    "Biên bản được đọc lại trước khi kết thúc, chi bộ nhất trí thông qua.",
    "Người ghi biên bản đọc lại toàn văn, không ai có ý kiến khác.",
    "Đề nghị đảng viên thực hiện đúng việc và đúng hạn đã giao.",
    "Chi ủy gửi nghị quyết cho từng đảng viên, kể cả đồng chí vắng mặt.",
]
OPENINGS = {
    "village": [
        "Tiếp tục chăm lo sản xuất, giữ gìn an ninh trật tự và vệ sinh môi trường trong thôn.",
        "Dồn sức làm xong các việc đã hứa với nhân dân, trước hết là đường ngõ và vệ sinh môi trường.",
        "Đảng viên đi đầu trong các phong trào của thôn, lấy kết quả làm căn cứ nhận xét cuối năm.",
    ],
    "school": [
        "Giữ vững nền nếp dạy và học, nâng chất lượng từng giờ lên lớp.",
        "Mỗi đảng viên nêu gương trong chuyên môn và ứng xử với học sinh, phụ huynh.",
    ],
    "office": [
        "Giữ kỷ luật, kỷ cương; hồ sơ của nhân dân giải quyết đúng hẹn.",
        "Mỗi bộ phận hoàn thành việc trong lịch tuần, không để hồ sơ quá hạn.",
    ],
}

HALF_YEAR = (
    "Đồng chí {chair} trình bày báo cáo sơ kết sáu tháng: việc được giao đã xong {percent} %; sinh hoạt đều, đúng quy định.",
    "Đảng viên tham gia đóng góp ý kiến về chỉ tiêu còn thấp: tạo nguồn kết nạp và thu các loại quỹ.",
)
HALF_YEAR_CONCLUSION = (
    "Thông qua báo cáo sơ kết sau khi bổ sung ý kiến; gửi Đảng ủy xã trước ngày 15/6."
)
YEAR_END = (
    "Đồng chí {chair} trình bày báo cáo tổng kết năm: chi bộ họp đủ các kỳ, việc được giao hoàn thành {percent} %.",
    "Báo cáo nêu rõ hạn chế: phát biểu còn tập trung ở một số đồng chí, vài việc phải gia hạn.",
)
YEAR_END_CONCLUSION = (
    "Thông qua báo cáo tổng kết; đưa các hạn chế vào chương trình công tác năm tới."
)
REVIEW = (
    "Từng đảng viên tự kiểm điểm theo mẫu, chi bộ góp ý và đề nghị mức xếp loại.",
    "Chi ủy kiểm điểm trước, tiếp thu góp ý về việc giao ban có lúc chưa đều.",
    "Đảng viên được miễn sinh hoạt, mới chuyển đến được lấy ý kiến theo đúng hướng dẫn.",
)
REVIEW_CONCLUSION = "Chi ủy tổng hợp kết quả góp ý, hoàn thiện hồ sơ đề nghị xếp loại gửi Đảng ủy xã đúng hạn."
REVIEW_OPINIONS = [
    "Tôi tự nhận hoàn thành tốt nhiệm vụ; xin chi bộ góp ý thẳng về việc tôi dự họp chưa đều.",
    "Đồng chí phó bí thư làm việc có trách nhiệm, chỉ nên phân việc cho anh em trẻ nhiều hơn.",
    "Đề nghị xét xuất sắc cho đúng người, có việc làm cụ thể, không luân phiên.",
    "Chi ủy nên phê bình kịp thời trong năm, đừng để dồn đến cuối năm.",
]

# What one meeting could not bring to a conclusion, and what the next one made of it.
CARRIED = [
    (
        "Đề nghị sửa mái hiên nhà họp",
        "Có hai phương án, lợp tôn hoặc làm mái bạt; chưa có dự toán so sánh.",
        "Chuyển kỳ sau để người phụ trách xin báo giá.",
        "Dự toán đã có; lợp tôn đắt hơn nhưng bền, phần thiếu xin xã hội hóa.",
        "Chọn phương án lợp tôn, làm xong trong quý.",
    ),
    (
        "Mức hỗ trợ đảng viên ốm đau dài ngày",
        "Ý kiến còn khác nhau giữa mức chung và mức theo hoàn cảnh.",
        "Chuyển kỳ sau, chi ủy tham khảo các chi bộ bạn.",
        "Chi ủy báo cáo cách làm của ba chi bộ bạn; đa số nghiêng về mức chung.",
        "Thống nhất một mức chung, trường hợp đặc biệt do chi ủy quyết định.",
    ),
    (
        "Phân công đảng viên phụ trách nhóm hộ, nhóm việc",
        "Danh sách cũ không còn phù hợp vì ba đồng chí chuyển nơi ở, nơi làm.",
        "Chuyển kỳ sau để chi ủy lập lại danh sách.",
        "Danh sách mới đã gửi trước; có hai chỗ được đổi theo nguyện vọng.",
        "Thông qua danh sách phân công mới, thực hiện ngay.",
    ),
    (
        "Thời gian họp vào mùa thu hoạch, mùa thi",
        "Đề nghị lùi giờ họp nhưng một số đồng chí đi làm ca khó theo.",
        "Chuyển kỳ sau, lấy ý kiến từng đồng chí.",
        "Qua lấy ý kiến, đa số muốn giữ giờ cũ và bắt đầu thật đúng giờ.",
        "Giữ giờ họp cũ; bắt đầu đúng giờ, không chờ.",
    ),
    (
        "Xây dựng tủ sách chung của chi bộ",
        "Chưa rõ nơi đặt và người trông coi.",
        "Chuyển kỳ sau để chi ủy bàn với đoàn thể.",
        "Chi đoàn nhận trông coi, đặt tủ tại phòng họp; đảng viên góp mỗi người một cuốn.",
        "Đồng ý lập tủ sách, mở cửa vào sáng chủ nhật.",
    ),
]

THEME_OPINIONS = [
    "Tôi thấy phần liên hệ quan trọng hơn phần lý luận; xin kể một việc cụ thể ở xóm tôi để chi bộ rút kinh nghiệm.",
    "Chuyên đề sát thực tế. Muốn bền thì phải có người theo dõi từng việc, không giao cho tập thể.",
    "Bản thân tôi còn làm chưa tốt việc này, xin hứa sửa ngay trong quý.",
    "Đề nghị lấy đây làm nội dung đăng ký làm theo Bác của đảng viên trong năm.",
    "Đoàn thể của tôi sẽ đưa nội dung này vào buổi sinh hoạt tới, mời chi ủy cùng dự.",
    "Cách làm hay ở chi bộ bạn là mỗi đảng viên ghi việc mình nhận lên bảng để mọi người cùng thấy.",
    "Phải bắt đầu từ gia đình đảng viên; người nhà chưa làm thì khó nói với hàng xóm.",
    "Nên đặt một chỉ tiêu vừa sức, cuối quý kiểm lại bằng con số.",
]
THEME_LED = "Chi bộ thảo luận, liên hệ trách nhiệm của từng đồng chí với chuyên đề."
THEME_HEARD = "Nhất trí với báo cáo chuyên đề, làm cơ sở để chi bộ thảo luận."

CONGRESS_OPINIONS = [
    "Báo cáo đánh giá đúng; nhiệm kỳ tới cần đặt chỉ tiêu kết nạp cao hơn và lo nguồn từ sớm.",
    "Chất lượng sinh hoạt đã khá lên, song phần thảo luận vẫn còn ít; nên gửi tài liệu trước hai ngày.",
    "Đề nghị đưa việc chuyển đổi số, giúp nhân dân làm thủ tục trên mạng vào phương hướng.",
    "Nhiệm kỳ qua ta giữ được đoàn kết; phương hướng nên bớt khẩu hiệu, thêm việc cụ thể có hạn xong.",
]
REVIEW_OF_OFFICERS = [
    "Kiểm điểm của chi ủy thẳng thắn; tôi đề nghị bổ sung hạn chế về kiểm tra đảng viên.",
    "Chi ủy gần gũi đảng viên, song nên phân công đều hơn, tránh dồn việc vào hai, ba người.",
    "Đề nghị chi ủy mới giữ lịch giao ban hằng tháng và báo cáo lại với chi bộ.",
]
CONGRESS_RESOLUTION = (
    "1. Tán thành báo cáo tổng kết và phương hướng nhiệm kỳ {mandate}.\n"
    "2. Nâng chất lượng sinh hoạt, mỗi năm có ít nhất bốn buổi chuyên đề; việc đã giao phải có người, có hạn.\n"
    "3. Chăm lo công tác tạo nguồn, hoàn thành chỉ tiêu kết nạp Đảng ủy xã giao.\n"
    "4. Giao chi ủy xây dựng chương trình toàn khóa trong tháng đầu nhiệm kỳ."
)
CONGRESS_TEXTS = {
    "Báo cáo tổng kết nhiệm kỳ và phương hướng nhiệm kỳ tới": (
        "Bí thư chi bộ trình bày báo cáo tổng kết và phương hướng nhiệm kỳ {mandate}. Chi bộ hoàn thành phần lớn chỉ tiêu; tồn tại chính là tạo nguồn kết nạp và chất lượng phát biểu.",
        "Đại hội tán thành báo cáo và phương hướng, giao chi ủy mới tiếp thu ý kiến để hoàn thiện.",
    ),
    "Báo cáo kiểm điểm của chi ủy": (
        "Phó bí thư chi bộ trình bày bản kiểm điểm: chi ủy giữ nguyên tắc tập trung dân chủ, song giao ban có lúc chưa đều và kiểm tra đảng viên còn ít.",
        "Đại hội ghi nhận chi ủy tự phê bình nghiêm túc; các hạn chế phải khắc phục ngay từ đầu nhiệm kỳ.",
    ),
    "Bầu chi ủy, bí thư, phó bí thư": (
        "Đại hội thống nhất số lượng chi ủy là {size} đồng chí, thông qua danh sách {more} người ứng cử, đề cử và bầu tổ kiểm phiếu. Việc bầu tiến hành bằng phiếu kín.",
        "Tổ kiểm phiếu công bố kết quả. Chi ủy khóa mới ra mắt và báo cáo Đảng ủy xã chuẩn y.",
    ),
}
VOTED_ON_PERSON = {
    "admission": (
        "Xét đề nghị kết nạp quần chúng {person}",
        "Đồng chí được phân công giúp đỡ báo cáo quá trình phấn đấu; chi ủy báo cáo kết quả thẩm tra lý lịch. Chi bộ thảo luận về phẩm chất, năng lực và quan hệ với nhân dân nơi cư trú.",
        "Đề nghị kết nạp quần chúng {person} vào Đảng",
    ),
    "recognition": (
        "Xét công nhận đảng viên chính thức với đồng chí {person}",
        "Đồng chí {person} đọc bản tự kiểm điểm 12 tháng dự bị; người giúp đỡ và các đoàn thể nhận xét. Chi bộ góp ý, ghi nhận tinh thần trách nhiệm.",
        "Đề nghị công nhận đồng chí {person} là đảng viên chính thức",
    ),
    "strike_off": (
        "Xét đề nghị xóa tên với đồng chí {person}",
        "Chi ủy báo cáo: đồng chí {person} bỏ sinh hoạt và không đóng đảng phí quá ba tháng không có lý do chính đáng, đã được nhắc nhở ba lần bằng văn bản.",
        "Đề nghị xóa tên đồng chí {person} trong danh sách đảng viên",
    ),
    "discipline": (
        "Xem xét kỷ luật đối với đồng chí {person}",
        "Chi ủy trình bày kết luận kiểm tra; đồng chí {person} đã được mời dự và có bản tự kiểm điểm. Chi bộ phân tích tính chất, mức độ vi phạm.",
        "Đề nghị thi hành kỷ luật khai trừ đồng chí {person}",
    ),
}
PERSON_OPINIONS = [
    "Tôi ở gần, thấy đồng chí {person} sống chan hòa, việc chung không ngại khó; nhất trí với đề nghị của chi ủy.",
    "Đề nghị đồng chí {person} mạnh dạn hơn trong phát biểu và góp ý với tập thể.",
    "Quá trình theo dõi cho thấy đồng chí {person} hoàn thành các việc được giao, có trách nhiệm.",
    "Tôi nhất trí; mong người giúp đỡ tiếp tục theo sát trong thời gian tới.",
]
REPROVALS = [
    "Việc này đáng tiếc nhưng quy định phải được giữ nghiêm.",
    "Chi bộ đã nhắc nhở nhiều lần; tôi nhất trí với đề nghị của chi ủy.",
    "Chi ủy cần rút kinh nghiệm, nắm tình hình đảng viên sớm hơn.",
]
REFUSED_OPINIONS = [
    "Tôi thấy thời gian thử thách còn ngắn, đề nghị bồi dưỡng thêm một năm.",
    "Ý kiến nhân dân nơi cư trú còn khác nhau, chi bộ nên cân nhắc.",
]
PERSON_CARRIED = (
    "Chi bộ biểu quyết tán thành; chi ủy hoàn thiện hồ sơ, báo cáo Đảng ủy xã."
)
PERSON_LOST = (
    "Số tán thành chưa đủ; chưa đề nghị lần này, tiếp tục theo dõi, bồi dưỡng."
)

LOST_MOTION = (
    "Mức đóng góp sửa đường ra nghĩa trang",
    "Chi ủy đề xuất mỗi hộ góp 500 nghìn đồng. Nhiều đồng chí cho rằng mức này quá sức với hộ khó khăn, nên chia theo khẩu và có miễn giảm.",
    "Vận động mỗi hộ góp 500 nghìn đồng sửa đường ra nghĩa trang",
    "Chưa thông qua mức 500 nghìn đồng; chi ủy xây dựng phương án có miễn giảm, trình lại khi có dự toán.",
)
ADOPTED = "Thông qua nghị quyết lãnh đạo nhiệm vụ {month}"
RESOLUTION_TITLE = "lãnh đạo thực hiện nhiệm vụ {month}"
TELLERS = "{first} (tổ trưởng), {second}, {third}"

SCHOOL_TASKS = [
    "Lập danh sách học sinh cần phụ đạo và phân công giáo viên dạy",
    "Tổ chức một tiết dạy mẫu, mời toàn chi bộ dự và rút kinh nghiệm",
    "Kiểm tra phòng học, bàn ghế, báo cáo phần cần sửa",
    "Trao đổi với hội cha mẹ học sinh về trật tự cổng trường",
    "Hướng dẫn giáo viên mới dùng sổ điểm điện tử",
    "Rà soát hồ sơ chuyên môn của tổ, chấn chỉnh chỗ còn thiếu",
    "Tổ chức buổi đọc sách chung cho học sinh toàn trường",
]
OFFICE_TASKS = [
    "Rà soát hồ sơ quá hạn, nêu lý do từng hồ sơ và ngày trả kết quả",
    "Soạn bản hướng dẫn một trang cho thủ tục người dân hay hỏi",
    "Chốt số liệu giữa các bộ phận, gửi lại biểu thống nhất",
    "Kiểm tra lịch tiếp công dân và niêm yết ở bộ phận một cửa",
    "Xuống thôn dự giao ban, tổng hợp kiến nghị của nhân dân",
    "Sắp xếp lại kho lưu trữ hồ sơ năm trước",
    "Hoàn thành báo cáo cải cách hành chính của quý",
]
DONE_NOTES = [
    "Kết quả tốt.",
    "Hoàn thành trước hạn.",
    "Có sự phối hợp của các đoàn thể.",
    "Báo cáo đã gửi chi ủy.",
    "Đúng hạn.",
    "",
]
LATE_NOTES = [
    "Chậm so với hạn vì mưa kéo dài.",
    "Chậm do người phụ trách đi công tác.",
    "Hoàn thành sau khi có thêm người giúp; rút kinh nghiệm về thời hạn.",
]
UNDER_WAY_NOTES = [
    "Đã làm được hơn nửa, xin gia hạn đến kỳ sau.",
    "Còn chờ ý kiến của đoàn thể phối hợp.",
    "Đã họp nhóm phân việc, chưa xong vì bận mùa vụ.",
    "Còn vướng kinh phí, đã đề nghị hỗ trợ.",
]
DROPPED_NOTES = [
    "Xã đã tổ chức chung toàn xã.",
    "Không còn phù hợp với kế hoạch mới, chi bộ thống nhất thôi.",
    "Người được giao chuyển công tác, việc gộp vào nhiệm vụ khác.",
    "Không có kinh phí, đưa vào kế hoạch năm sau.",
]
BETWEEN_NOTES = [
    "Đã liên hệ xong, tuần tới bắt đầu làm.",
    "Đã xong phần chuẩn bị.",
    "Làm được một nửa khối lượng.",
]

FLOOD = "Mưa lớn, đảng viên đi giúp dân chạy lụt"
MEETING_OF_COMMUNE = "Trùng lịch hội nghị của Đảng ủy xã"
FUNERAL = "Chi bộ dự lễ tang một đồng chí đảng viên lão thành"
DISAGREED = (
    "Tiêu chí kết thúc buổi sinh hoạt nên trừ một điểm vì chưa đọc lại nghị quyết."
)
AGREED_NOTES = ["", "", "Đúng thực tế buổi họp.", "Nhất trí."]

AGENDA_FEBRUARY = [
    "Ôn truyền thống nhân ngày thành lập Đảng 3/2",
    "Thông tin thời sự, phổ biến văn bản mới",
    "Đăng ký học tập, làm theo Bác trong năm",
    "Nhiệm vụ tháng tới và phân công thực hiện",
]
AGENDA_NOVEMBER = [
    "Thông tin thời sự, phổ biến văn bản mới",
    "Tình hình tư tưởng của đảng viên và Nhân dân",
    "Hướng dẫn tự kiểm điểm, đánh giá cuối năm",
    "Đánh giá kết quả thực hiện nhiệm vụ tháng trước",
    "Nhiệm vụ tháng tới và phân công thực hiện",
]
