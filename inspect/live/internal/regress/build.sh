#!/usr/bin/env bash
# Builds PostgreSQL's own regression database, the most varied one there is:
#
#   build.sh MAJOR DIR
#
# leaves in DIR
#
#   data/         the data directory of a server that is not running
#   lib/          regress.so, which the database's C functions name by its path
#   regress.sql   the schema of the database regression, for servers that find lib/
#   portable.sql  the same without what needs lib/: no C functions, and nothing
#                 that stands on them. It makes the roles it grants to.
#   report.txt    which tests failed, and what the dumps gave when loaded again
#   COPYRIGHT     the licence of what was taken from PostgreSQL
#
# The tests come from Debian's source packages. An installed server of the same
# major version runs them; where there is none, one is built.
set -euo pipefail
major=$1
mkdir -p "$2"
out=$(cd "$2" && pwd)
case $major in
13) suite=bullseye archive=debian ;;
15) suite=bookworm archive=debian ;;
17) suite=trixie archive=debian ;;
18) suite=sid archive=debian ;;
*) echo "regress: there are no sources for PostgreSQL $major: 13, 15, 17 and 18" >&2; exit 1 ;;
esac
say() { printf 'regress %s: %s\n' "$major" "$*" >&2; }

# The server refuses to be root.
as=()
if [ "$(id -u)" = 0 ]; then as=(setpriv --reuid 65534 --regid 65534 --clear-groups); fi

build=$out/build
src=$build/source
logs=$build/logs
mkdir -p "$build/apt/lists/partial" "$build/apt/cache/archives/partial" "$logs"

# The machine's own list of sources stays as it is.
fetch() {
	printf 'deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/%s %s main\n' \
		"$archive" "$suite" >"$build/apt/sources.list"
	local apt=(
		-q -o Dir::Etc::sourcelist="$build/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
		-o Dir::State::lists="$build/apt/lists" -o Dir::Cache="$build/apt/cache" -o APT::Sandbox::User="$(id -un)"
	)
	(cd "$build" && apt-get "${apt[@]}" update && apt-get "${apt[@]}" source --download-only "postgresql-$major")
}

unpack() {
	local dsc=("$build"/postgresql-"$major"_*.dsc)
	dpkg-source --no-check -x "${dsc[-1]}" "$src"
}

if [ ! -e "$src/configure" ]; then
	say 'fetching the sources'
	{ fetch && unpack; } >"$logs/fetch" 2>&1 || { tail "$logs/fetch" >&2; exit 1; }
fi

bin=/usr/lib/postgresql/$major/bin
[ -x "$bin/initdb" ] && [ -x "$bin/pg_dump" ] || bin=$build/server/bin

options=(--without-readline --without-zlib)
[ "$major" -lt 16 ] || options+=(--without-icu)
if [ ! -e "$src/config.status" ]; then
	say 'configuring'
	(cd "$src" && ./configure "${options[@]}" --prefix="$build/server" CFLAGS=-O1) >"$logs/configure" 2>&1 ||
		{ tail "$logs/configure" >&2; exit 1; }
fi
if [ "$bin" = "$build/server/bin" ] && [ ! -x "$bin/pg_dump" ]; then
	say 'building a server'
	# The headers first: elder makefiles forget that everything waits for them.
	{ make -C "$src/src/backend" generated-headers && make -C "$src" -j2 install; } >"$logs/server" 2>&1 ||
		{ tail "$logs/server" >&2; exit 1; }
fi
say 'building the tests'
make -C "$src/src/test/regress" -j2 all >"$logs/tests" 2>&1 || { tail "$logs/tests" >&2; exit 1; }

socket=$(mktemp -d /tmp/regress.XXXXXX)
stop() {
	"${as[@]}" "$bin/pg_ctl" -D "$out/data" -m fast -w stop >/dev/null 2>&1 || true
	rm -rf "$socket"
}
trap stop EXIT

rm -rf "$out/data" "$out/lib" "$build/results"
mkdir -p "$out/data" "$out/lib" "$build/results"
cp "$src"/src/test/regress/*.so "$out/lib/"
cp "$src/COPYRIGHT" "$out/COPYRIGHT"
if [ "$(id -u)" = 0 ]; then chown -R 65534:65534 "$out/data" "$build/results" "$socket"; fi
[ "$major" -ge 15 ] || { # older ones write what they run, and expect
	mkdir -p "$build/results/"{sql,expected,testtablespace}
	if [ "$(id -u)" = 0 ]; then chown -R 65534:65534 "$build/results" "$src/src/test/regress"; fi
}
chmod 0700 "$out/data"

export LC_ALL=C PGHOST=$socket PGPORT=5432 PGUSER=postgres
cd "$build/results"
"${as[@]}" "$bin/initdb" -D "$out/data" -U postgres -A trust -E UTF8 --no-locale --no-sync >"$logs/initdb" 2>&1 ||
	{ tail "$logs/initdb" >&2; exit 1; }
"${as[@]}" "$bin/pg_ctl" -D "$out/data" -w -l "$build/results/server.log" start \
	-o "-k $socket -c listen_addresses='' -c fsync=off -c shared_buffers=128MB" >/dev/null

say 'running the tests'
"${as[@]}" "$src/src/test/regress/pg_regress" --inputdir="$src/src/test/regress" --outputdir="$build/results" \
	--bindir="$bin" --dlpath="$out/lib" --host="$socket" --port=5432 --user=postgres --encoding=UTF8 --no-locale \
	--max-concurrent-tests=20 --schedule="$src/src/test/regress/parallel_schedule" >"$logs/regress" 2>&1 || true

psql() { "$bin/psql" -X -q -A -t -v ON_ERROR_STOP=1 "$@"; }
psql -d regression -c 'select 1' >/dev/null || { tail "$logs/regress" >&2; exit 1; }

# dump writes the schema of a database without what only psql understands, and
# first the roles that its objects belong to.
dump() {
	psql -d "$1" -c "
		select format('do \$\$ begin create role %I; exception when duplicate_object then null; end \$\$;', rolname)
		  from pg_catalog.pg_roles
		 where oid >= 16384 order by rolname"
	"$bin/pg_dump" -s -d "$1" | sed -E '/^\\(un)?restrict /d'
}

say 'writing the dumps'
psql -d postgres -c 'create database portable template regression'
psql -d portable -c "
	do \$\$
	declare f record;
	begin
	  loop
	    select p.oid::regprocedure as name, case p.prokind when 'p' then 'procedure' else 'function' end as kind into f
	      from pg_proc p join pg_language l on l.oid = p.prolang
	     where p.oid >= 16384 and l.lanname = 'c' limit 1;
	    exit when not found;
	    execute format('drop %s %s cascade', f.kind, f.name);
	  end loop;
	end \$\$" 2>"$logs/portable" || { tail "$logs/portable" >&2; exit 1; }
dump regression >"$out/regress.sql"
dump portable >"$out/portable.sql"

# Loading tells what the dumps are worth.
reload() {
	psql -d postgres -c 'drop database if exists again' -c 'create database again template template0'
	"$bin/psql" -X -q -d again -f "$1" >/dev/null 2>"$logs/reload.$(basename "$1" .sql)" || true
	grep -c 'ERROR:' "$logs/reload.$(basename "$1" .sql)" || true
}
tables() { psql -d "$1" -c "select count(*) from pg_catalog.pg_class where oid >= 16384 and relkind in ('r', 'p')"; }
{
	"$bin/postgres" --version
	grep -E '^(not ok|# [0-9]+ of|# All|.*(FAILED|failed|tests? passed))' "$logs/regress" || true
	for name in regress portable; do
		db=${name/#regress/regression}
		printf '%s.sql: %s tables, %s errors when loaded again, ' "$name" "$(tables "$db")" "$(reload "$out/$name.sql")"
		printf '%s tables then\n' "$(tables again)"
		sed -n 's/^psql:[^:]*\(:[0-9]*: ERROR:\)/  \1/p' "$logs/reload.$name"
	done
} >"$out/report.txt"
psql -d postgres -c 'drop database again' -c 'drop database portable'
cat "$out/report.txt"
say "$out/regress.sql and $out/portable.sql"
