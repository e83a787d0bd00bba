"""The portal's addresses for script/bench, and two that show what anything costs."""

from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import include, path

from partyportal.access import public

BARE = "/do/tran/"
ONE_QUERY = "/do/mot-cau/"


def bare(request):
    return HttpResponse("Trang trần.")


@public
@transaction.non_atomic_requests
def one_query(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("Một câu hỏi.")


urlpatterns = [
    path(BARE[1:], bare),
    path(ONE_QUERY[1:], one_query),
    path("", include("partyportal.urls")),
]
