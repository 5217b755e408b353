# What .ci/run needs of the machine: packages, interpreters, two database servers. To be sourced.

install_packages() {
    local packages=(
        build-essential chromium dovecot-imapd gettext git libmariadb-dev make mariadb-server pkg-config
        postgresql python3 python3-dev python3-venv
    )
    local missing=() package
    for package in "${packages[@]}"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "ok installed" \
            || missing+=("$package")
    done
    if [ "${#missing[@]}" -gt 0 ]; then
        echo "installing: ${missing[*]}"
        apt-get update -qq
        # None of them is started by being installed: what is needed is started below, the IMAP server
        # by the tests, and a port that is taken cannot make the installation fail.
        local policy=/usr/sbin/policy-rc.d own_policy=""
        if [ ! -e "$policy" ]; then
            own_policy=yes
            printf '#!/bin/sh\nexit 101\n' >"$policy"
            chmod +x "$policy"
        fi
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
        [ -z "$own_policy" ] || rm -f "$policy"
    fi
    chromium --version
    PATH="$PATH:/usr/sbin" dovecot --version
}

# PYTHON is the default interpreter, NEWEST_PYTHON the newest one that can be found.
find_pythons() {
    local candidate
    PYTHON=""
    for candidate in python3 python3.12 python3.11 /usr/bin/python3; do
        if "$candidate" -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            PYTHON="$candidate"
            break
        fi
    done
    [ -n "$PYTHON" ] || { echo "No Python 3.11 or newer."; return 1; }
    NEWEST_PYTHON="$PYTHON"
    for candidate in python3.13 python3.12 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[23].*/bin/python3; do
        if "$candidate" -c 'import sys, sqlite3, ssl, ensurepip' 2>/dev/null; then
            NEWEST_PYTHON="$("$NEWEST_PYTHON" - "$candidate" <<'PYTHON_CODE'
import subprocess, sys
version = "import sys; print(*sys.version_info[:2])"
other = subprocess.check_output([sys.argv[1], "-c", version], text=True).split()
print(sys.argv[1] if tuple(map(int, other)) > sys.version_info[:2] else sys.executable)
PYTHON_CODE
)"
        fi
    done
}

# Run a command again until it succeeds, for half a minute at most.
wait_for() {
    local attempt
    for attempt in $(seq 60); do
        if "$@" >/dev/null 2>&1; then return 0; fi
        sleep 0.5
    done
    echo "no answer: $*"
    "$@"
}

start_postgresql() {
    local cluster
    if ! pg_isready -q -h 127.0.0.1; then
        cluster="$(find /etc/postgresql -mindepth 1 -maxdepth 1 -printf '%f\n' | sort -V | tail -n 1)"
        pg_ctlcluster --skip-systemctl-redirect "$cluster" main start
        wait_for pg_isready -h 127.0.0.1
    fi
    (cd / && su postgres -c psql) >/dev/null <<'SQL'
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'mentoring') THEN
        CREATE ROLE mentoring LOGIN CREATEDB PASSWORD 'mentoring';
    END IF;
END $$;
SQL
    POSTGRESQL_URL="postgres://mentoring:mentoring@127.0.0.1:5432/mentoring"
    PGPASSWORD=mentoring psql -h 127.0.0.1 -U mentoring -d postgres -tAc 'SELECT version()'
}

start_mariadb() {
    if ! mariadb-admin ping --silent 2>/dev/null; then
        install -d -o mysql -g mysql /run/mysqld
        start-stop-daemon --start --oknodo --background --exec /usr/sbin/mariadbd -- --user=mysql
        wait_for mariadb-admin ping --silent
    fi
    mariadb <<'SQL'
CREATE USER IF NOT EXISTS 'mentoring'@'127.0.0.1' IDENTIFIED BY 'mentoring';
CREATE USER IF NOT EXISTS 'mentoring'@'localhost' IDENTIFIED BY 'mentoring';
GRANT ALL PRIVILEGES ON *.* TO 'mentoring'@'127.0.0.1';
GRANT ALL PRIVILEGES ON *.* TO 'mentoring'@'localhost';
SQL
    MARIADB_URL="mysql://mentoring:mentoring@127.0.0.1:3306/mentoring"
    mariadb -h 127.0.0.1 -u mentoring -pmentoring -Ne 'SELECT version()'
}
