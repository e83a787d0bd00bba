"""Django admin for pictures, which say what they show."""

from django.contrib import admin
from django.utils.html import format_html

from news.admin.rows import NewsAdmin
from news.models import Article, Image
from partyportal.admin import RecordForm
from partyportal.vietnamese import number


class ImageForm(RecordForm):
    beside = {
        "image_says_what_it_shows": "alternative_text",
        "image_shows_something": "file",
    }


@admin.register(Image)
class ImageAdmin(NewsAdmin):
    form = ImageForm
    fields = ["preview", "file", "sizes", "alternative_text", "is_decorative"]
    fields += ["caption", "credit"]
    readonly_fields = ["preview", "sizes"]
    list_display = ["preview", "__str__", "credit", "created_at"]
    list_display_links = ["__str__"]
    search_fields = ["caption", "alternative_text", "credit"]

    def is_approved(self, row) -> bool:
        # The picture of an approved article is as much approved as its words.
        return Article.objects.showing(row).approved().exists()

    def get_fields(self, request, obj=None):
        is_kept = obj and obj.file and obj.file.is_kept
        made = set() if is_kept else {"preview", "sizes"}
        return [name for name in self.fields if name not in made]

    @admin.display(description="ảnh")
    def preview(self, image):
        if not (image.file and image.file.is_kept):
            return None
        return format_html(
            '<img src="{}" width="160" height="{}" alt="{}">',
            image.small_url,
            160 * image.height // image.width,
            image.alternative_text,
        )

    @admin.display(description="đã thu thành")
    def sizes(self, image):
        widths = ", ".join(number(width) for width in image.widths)
        return f"Các cỡ rộng {widths} điểm, và một cỡ để chia sẻ lên mạng xã hội."
