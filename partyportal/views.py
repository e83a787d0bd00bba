"""Front page, home of signed-in people, and what machines ask for."""

from django.http import HttpResponse

front = health = robots = home = lambda request: HttpResponse("")
