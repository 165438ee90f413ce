"""Django's settings, and the only reader of the environment.

Nine variables, all optional, are the whole configuration of an installation (the
table ENVIRONMENT; docs/howto/configure.md). What a partner may change lies in
the standard, not here. Nothing is weaker in development than in production: there
is no DEBUG switch and one policy for scripts and styles.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from csp.constants import NONE, SELF

from otklik.config.addresses import make_push_url, make_webhook_url, parse_base_url, parse_database_url
from otklik.config.home import keep_push_key, load_secret, open_home

# Every variable that is read, with its default; a test compares this table with the documentation.
ENVIRONMENT: Mapping[str, str] = MappingProxyType(
    {
        "OTKLIK_HOME": "~/.otklik",
        "DATABASE_URL": "",
        "OTKLIK_SMTP_URL": "",
        "OTKLIK_SMS_URLS": "",
        "OTKLIK_TELEGRAM_URL": "",
        "OTKLIK_APPRISE_URL": "",
        "OTKLIK_BASE_URL": "http://127.0.0.1:8000",
        "OTKLIK_SECRET_KEY": "",
        "OTKLIK_PUSH_CONTACT": "",
    }
)
_given = {name: os.environ.get(name, "").strip() or default for name, default in ENVIRONMENT.items()}
_site = parse_base_url(_given["OTKLIK_BASE_URL"])

# The installation ------------------------------------------------------------------------------------------
OTKLIK_HOME = open_home(Path(_given["OTKLIK_HOME"]))
OTKLIK_BASE_URL = _site.url
OTKLIK_SMTP_URL = _given["OTKLIK_SMTP_URL"]  # read by the e-mail channel
OTKLIK_SMS_URLS = _given[
    "OTKLIK_SMS_URLS"
]  # by the SMS channel: gateways in the order in which they are tried
OTKLIK_TELEGRAM_URL = _given["OTKLIK_TELEGRAM_URL"]
OTKLIK_APPRISE_URL = _given["OTKLIK_APPRISE_URL"]
SECRET_KEY = _given["OTKLIK_SECRET_KEY"] or load_secret(OTKLIK_HOME)
OTKLIK_PUSH_URL = make_push_url(
    keep_push_key(OTKLIK_HOME, SECRET_KEY), _site, contact=_given["OTKLIK_PUSH_CONTACT"]
)  # read by the Web Push channel
OTKLIK_WEBHOOK_URL = make_webhook_url(_site)  # read by the channel that calls stock systems
DEBUG = False
ALLOWED_HOSTS = sorted({_site.host, "localhost", "127.0.0.1", "[::1]"})

# Parts -----------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "otklik.config",
    "otklik.cli",
    "otklik.web",
    "otklik.store",
    "ninja",  # its own copy of the API page's scripts: no address outside the desk is loaded
    "django.contrib.humanize",  # the library of second factors counts in its words
    "django.contrib.staticfiles",
    # who logs in, how, and how often in vain; which person a log-in is, the directory says
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "otklik.web.unlisted.Busy",
    "otklik.api.problems.Problems",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "otklik.web.live.Positions",
    "otklik.web.permissions.Permissions",
    "axes.middleware.AxesMiddleware",  # last: it turns a refused log-in into the page that says for how long
]
ROOT_URLCONF = "otklik.config.urls"
WSGI_APPLICATION = None  # config/asgi.py is the one entrance
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "otklik.web.screens.shell",
            ],
            "builtins": ["otklik.web.templatetags.screens"],
        },
    }
]

# Data ------------------------------------------------------------------------------------------------------
DATABASES = {"default": parse_database_url(_given["DATABASE_URL"], home=OTKLIK_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Time and languages: instants are UTC everywhere; whose zone a person sees is the calendar's and the view's
# business. Django sets the process's TZ from TIME_ZONE, so anything else would bend naive conversions.
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("ru", "Русский"), ("en", "English")]

# Static files are served from the packages that bring them: no collecting step to forget.
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# Files that people send: only the page "Audit a file" takes one, up to this size; larger ones go to `otklik audit`.
OTKLIK_UPLOAD_LIMIT = 256 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["otklik.web.uploads.Uploads"]

# Safety ----------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # pages under a secret address answer no-referrer themselves
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _site.https else 0
CSRF_TRUSTED_ORIGINS = [_site.url]
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = _site.https
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "otklik.web.unlisted.show_stale_form"
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"

# Log-ins ---------------------------------------------------------------------------------------------------
# A user is a person of the directory by the same name; what he may do, the directory says (web/permissions.py).
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "/"
SESSION_ENGINE = "otklik.store.sessions"
SESSION_COOKIE_AGE = 30 * 24 * 3600  # the shop's tablet stays logged in for a month
ACCOUNT_ADAPTER = "otklik.web.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]  # nobody signs up: the adapter says so
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # one guard counts, and it is axes: its table is the record
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Otklik"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _site.https  # browsers allow passkeys without TLS on localhost alone
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "otklik.web.accounts.name_tried"
AXES_LOCKOUT_CALLABLE = "otklik.web.accounts.show_locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_ENABLE_ACCESS_FAILURE_LOG = False

# What happens is told once, on standard error, for whoever runs the process to keep. No personal values: the
# journal is the record, the log is for the operator.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "otklik.config.logs.Line"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "httpx": {"level": "WARNING"},  # it would log addresses, and the Telegram bot's holds its token
        "axes": {
            "level": "WARNING"
        },  # it would log the path of every log-in, and an invitation's is a secret
    },
}
