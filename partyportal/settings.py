"""Settings of the portal; every one that may differ comes from the environment.

docs/operations.md explains each name. Without SECRET_KEY or DATABASE_URL there is no
start: `script/server` and `script/test` leave both in `.data/env`.
"""

from pathlib import Path

import environ
import pghistory
from csp.constants import NONE, SELF

from partyportal import embedded

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / ".data"

env = environ.Env()
env.read_env(DATA_DIR / "env")

SECRET_KEY = env.str("SECRET_KEY")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
HTTPS = env.bool("HTTPS", default=True)
# How many proxies in front of us add a line to X-Forwarded-For.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

INSTALLED_APPS = [
    "members",
    "cells",
    "reports",
    "news",
    "partyportal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # whitenoise serves static files in `runserver` too.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "partyportal.access.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "partyportal.access.AuthorMiddleware",
]

# The portal stands at the root of its host. gunicorn believes what a proxy passes on,
# and a header of a stranger would move the addresses that readers share.
FORCE_SCRIPT_NAME = ""
ROOT_URLCONF = "partyportal.urls"
WSGI_APPLICATION = "partyportal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["partyportal.templatetags.portal"],
        },
    },
]
# Widgets are found among our templates too.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"] |= {
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,
    # Every request that may write is one transaction.
    "ATOMIC_REQUESTS": True,
    # Where Postgres can compile a query that it expects to be costly, it took twenty
    # times as long to compile the lists of tasks as to look them up.
    "OPTIONS": {
        "options": "-c jit=off",
        **DATABASES["default"].get("OPTIONS", {}),
    },
}
# Sign-in takes the demo password, and load_demo loads, only where this is true.
EMBEDDED_DATABASE = embedded.SOCKET_NAME in (
    DATABASES["default"].get("OPTIONS", {}).get("host", "")
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # Shared by the workers: limits on sign-in are counted here. Django's 300 entries
    # would let a stranger push out the counts by trying as many names.
    "default": env.cache("CACHE_URL", default="dbcache://cache?max_entries=20000"),
    # Public pages as they were last made, by version: each worker may keep its own.
    "pages": {
        "BACKEND": "django.core.cache.backends."
        + ("dummy.DummyCache" if DEBUG else "locmem.LocMemCache"),
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

# Users and sign-in
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name}
    for name in (
        "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "django.contrib.auth.password_validation.MinimumLengthValidator",
        "partyportal.sign_in.CommonPasswordValidator",
        "django.contrib.auth.password_validation.NumericPasswordValidator",
    )
]
# The mail that resets a password says so.
PASSWORD_RESET_TIMEOUT = 24 * 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "partyportal.sign_in.AccountAdapter"
ACCOUNT_FORMS = {"reset_password": "partyportal.sign_in.ResetPasswordForm"}
# Accounts and their addresses are made by administrators. allauth's own generator would
# copy each address into a table where it outlives a change.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = (
    "django.contrib.auth.tokens.PasswordResetTokenGenerator"
)
# Nobody gets mail from us because a stranger typed the address.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# How often a minute or more, for each address, name or account. The text about
# failed attempts in locale/vi says five minutes. Many phones share one address.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/5m/ip,5/5m/key",
    "change_password": "10/5m/user",
    "reset_password": "20/15m/ip,3/15m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_TOTP_ISSUER = "Đảng bộ xã Bắc Bình"
# Clocks go wrong; a code counts half a minute before and after.
MFA_TOTP_TOLERANCE = 1

# Language and dates
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["partyportal.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"

# Static files
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}

# Uploads: pictures and documents of the news, which news.views serves
MEDIA_ROOT = DATA_DIR / "media"
# Files apart, nothing that people type comes near this.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

# Forms
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
# Bootstrap names its alert for errors "danger".
MESSAGE_TAGS = {40: "danger"}

# Mail
MAIL = env.email("EMAIL_URL", default="consolemail://")
vars().update(MAIL)
# Mail servers send for the account that signed in, for few others.
DEFAULT_FROM_EMAIL = MAIL["EMAIL_HOST_USER"] or "webmaster@localhost"

# Transport and headers
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
# What else stands below a commune's domain is not ours to bind to HTTPS.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # Bootstrap draws its icons as data: backgrounds.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        # Off without HTTPS, or a phone on the local network gets no style.
        "upgrade-insecure-requests": HTTPS,
    },
}

# History: every insert, update and delete of every tracked model, by trigger.
PGHISTORY_DEFAULT_TRACKERS = (
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)
# A page that is only read writes no history; asking who reads it would cost the public
# pages a session and `Vary: Cookie`.
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

# Errors go to standard error with path and traceback, and no word of what was typed.
# Django's default mails them, and there is nobody to mail to.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
