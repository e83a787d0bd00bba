"""Documents: what there is, and the files, which a browser may show but never guess."""

from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from news.files import TYPES
from news.forms import DocumentFilter
from news.freshness import public_page
from news.models import Category, Document
from partyportal.access import public

ON_A_PAGE = 20


@public_page(asks=("q", "loai", "nam", "page"))
def document_list(request):
    form = DocumentFilter(request.GET)
    documents = form.filter(Document.objects.published())
    context = {
        "form": form,
        "page": Paginator(documents, ON_A_PAGE).get_page(request.GET.get("page")),
        "categories": Category.objects.in_use(at=timezone.now()),
    }
    return render(request, "news/document_list.html", context)


@public
@require_safe
def document_file(request, name):
    """The file of a published document; one that was withdrawn is gone at once."""
    # Two documents may have one file, as a plan and the decision that comes with it.
    document = Document.objects.published().filter(file=f"documents/{name}").first()
    if document is None:
        raise Http404
    return _file(request, name, document)


@cache_control(public=True, no_cache=True)
@condition(etag_func=lambda request, name, document: f'"{name}"')
def _file(request, name, document):
    kind = name.rpartition(".")[2]
    try:
        file = default_storage.open(f"documents/{name}")
    except FileNotFoundError:
        # Its row came back from a backup, and the file did not.
        raise Http404 from None
    return FileResponse(
        file,
        # What a browser cannot show by itself is saved under the number.
        as_attachment=kind != "pdf",
        filename=document.download_name,
        content_type=TYPES[kind],
    )
