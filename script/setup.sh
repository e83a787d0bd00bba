# Sourced by the scripts beside it: Python, packages, settings and database of this clone.
set -euo pipefail
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.."

python=.venv/bin/python
# An address nobody answers at is an error after seconds, not after minutes.
export PGCONNECT_TIMEOUT=${PGCONNECT_TIMEOUT:-10}

say() { printf '==> %s\n' "$*"; }
fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

is_fit() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
        2>/dev/null
}

find_python() {
    local name
    for name in python3 python3.13 python3.12 python3.11; do
        if is_fit "$name"; then
            echo "$name"
            return
        fi
    done
    fail "The portal needs Python 3.11, 3.12 or 3.13; here is" \
        "$(python3 --version 2>/dev/null || echo none)."
}

# Debian and Ubuntu keep what `python -m venv` needs in a package apart.
need_ensurepip() {
    "$1" -c 'import ensurepip' 2>/dev/null && return
    local package
    package=$("$1" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])')
    [ "$(id -u)" = 0 ] || fail "Python lacks its venv part: apt-get install $package"
    say "Installing $package"
    install_debian "$package" || fail "The package $package could not be installed."
}

install_debian() {
    apt-get update -qq >/dev/null &&
        DEBIAN_FRONTEND=noninteractive apt-get install -qqy --no-install-recommends \
            "$@" >/dev/null
}

make_venv() {
    is_fit "$python" && "$python" -m pip --version >/dev/null 2>&1 && return
    local found
    found=$(find_python)
    need_ensurepip "$found"
    say "Making .venv with $("$found" --version)"
    "$found" -m venv --clear .venv
}

install_packages() {
    cmp -s requirements.txt .venv/requirements.txt && return
    say "Installing $(grep -c '==' requirements.txt) packages, a minute or two"
    "$python" -m pip install --disable-pip-version-check --no-input \
        --require-hashes --requirement requirements.txt |
        sed -unE '/^(Collecting|Installing)/p' ||
        fail "The packages could not be installed, see above."
    cp requirements.txt .venv/requirements.txt
}

# Each line but the key is written anew: the clone may have moved.
write_settings() {
    local key
    key=$(grep -s '^SECRET_KEY=' .data/env) ||
        key="SECRET_KEY=$("$python" -c 'import secrets; print(secrets.token_urlsafe(50))')"
    (
        umask 077
        printf '%s\n' "$key" "HTTPS=off" "EMAIL_URL=filemail:///$PWD/.data/mail" "$@" \
            >.data/env.new
    )
    mv .data/env.new .data/env
}

# Sets `owner`: the address for what changes tables. With DATABASE_URL from outside it is
# DATABASE_OWNER_URL, or the same where one role does both.
start_database() {
    if [ -n "${DATABASE_URL:-}" ]; then
        owner=${DATABASE_OWNER_URL:-$DATABASE_URL}
        [ -e .data/env ] || write_settings
        return
    fi
    # Held until this script and all it started are gone; see leave_database.
    exec 9>.data/in-use.lock
    flock -s 9
    say "Starting the database"
    local addresses
    addresses=$("$python" -m partyportal.embedded start) || exit 1
    write_settings "$addresses"
    owner=$(sed -n 's/^DATABASE_OWNER_URL=//p' .data/env)
    trap leave_database EXIT
}

# The last script to leave stops the embedded server. One that was killed leaves it
# running, and the next one to leave finds it.
leave_database() {
    flock -n -x 9 || return 0
    "$python" -m partyportal.embedded stop
}

reach_database() {
    # Without warnings: django-environ's would show the password of a mistyped address.
    "$python" -W ignore - <<'PYTHON' || exit 1
import os

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

os.environ["DJANGO_SETTINGS_MODULE"] = "partyportal.settings"
try:
    connection.ensure_connection()
except (ImproperlyConfigured, OperationalError, ValueError) as error:
    reason = str(error).splitlines()[0]
    raise SystemExit(f"No database at DATABASE_URL: {reason}") from None
PYTHON
}

as_owner() { DATABASE_URL=$owner "$@"; }

collect_static() {
    say "Collecting static files"
    flock .data/setup.lock \
        "$python" manage.py collectstatic --noinput --verbosity 0
}

# Test databases have one name each, so a second run waits.
wait_for_others() {
    exec 7>.data/test.lock
    flock -n 7 || { say "Waiting for another test or bench" && flock 7; }
}

set_up() {
    mkdir -p -m 700 .data
    [ -O .data ] || fail "$PWD/.data belongs to $(stat -c %U .data): run this as that user."
    # Two scripts at once on a fresh clone: one sets up, the other waits.
    exec 8>.data/setup.lock
    flock 8
    make_venv
    install_packages
    start_database
    reach_database
    exec 8>&-
}
