"""The pictures within an article, on the page of the article in Django admin."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet

from news.illustrations import numbers_in
from news.models import Illustration
from partyportal.admin import BoundedInline, ScopedChoices

NO_PLACE = "Hãy viết [ảnh {}] thành một dòng riêng trong nội dung, nơi ảnh sẽ đứng."
NO_PICTURE = "Trong nội dung có [ảnh {}] mà chưa chọn ảnh cho số này."


class IllustrationFormSet(BaseInlineFormSet):
    """Each picture has a place in the text, and each place a picture."""

    def clean(self):
        super().clean()
        kept = [form for form in self.forms if not self._should_delete_form(form)]
        numbers = {form.cleaned_data.get("number") for form in kept} - {None}
        places = numbers_in(self.instance.body)
        if missing := numbers - places:
            raise ValidationError(NO_PLACE.format(min(missing)))
        if missing := places - numbers:
            raise ValidationError(NO_PICTURE.format(min(missing)))


class IllustrationInline(ScopedChoices, BoundedInline, admin.StackedInline):
    model = Illustration
    formset = IllustrationFormSet
    fields = ["number", "image"]
    autocomplete_fields = written_beside = ["image"]
    extra = 0

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("image")

    # Pictures go with the text: whoever may change the one may change the other.

    def has_view_permission(self, request, obj=None):
        return self._of_articles().has_view_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._of_articles().has_change_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def _of_articles(self):
        return self.admin_site.get_model_admin(self.parent_model)
