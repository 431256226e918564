#!/usr/bin/env bash
# Puts pgbouncer into a directory, from the packages of a Debian or Ubuntu
# machine and without installing them:
#
#   fetch.sh DIR
#
# leaves DIR/usr/sbin/pgbouncer, and beside it the libraries of its own that a
# machine may not have.
set -euo pipefail
mkdir -p "$1"
cd "$1"
libraries=$(apt-cache depends pgbouncer | awk '$1 == "Depends:" && $2 ~ /^lib(c-?ares|event)/ { print $2 }')
# shellcheck disable=SC2086 # they are several words
apt-get -q -o APT::Sandbox::User="$(id -un)" download pgbouncer $libraries
for package in ./*.deb; do
	dpkg -x "$package" .
	rm "$package"
done
find . \( -name 'libcares.so*' -o -name 'libevent*.so*' \) -not -path './usr/sbin/*' -exec cp -P {} usr/sbin/ \;
