#!/bin/bash
# tools.sh [packages] [judges] [python] [bench] [servers] [faults] [--list] -
# install what the build, the tools and the tests need, on Debian 12.
#
#	packages   what `make` and `make demo` need, by apt
#	judges     what `make check` needs besides: packages by apt; veraPDF,
#	           commons-ip2 and jwarc by Maven, axe-core by npm and a Python
#	           environment by pip, all into build/judges and nowhere else;
#	           a judge in Go is built there from Debian's sources
#	python     only that Python environment, and nothing by apt
#	bench      what `make bench` measures against besides, by apt
#	servers    a WordPress to take pages from, by apt, and a forum, NodeBB,
#	           by npm into build/servers; they are not started
#	faults     User Mode Linux and a file server that only runs inside it,
#	           for the tests on a real share, and a clock to set, by apt
#	--list     say what is there and what is missing; install nothing
#
# Works as root, and as a user with sudo.  What is there already is left
# alone, so a second run needs neither the network nor sudo.

set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
judges=$root/build/judges
forum=$root/build/servers/nodebb
LC_ALL=C.UTF-8
export LC_ALL

build_packages='gcc libc6-dev make pkg-config libhpdf-dev
libcurl4-openssl-dev libxml2-dev libxml2-utils zlib1g-dev libssl-dev
libpng-dev libdeflate-dev libjpeg62-turbo-dev libjansson-dev libzip-dev
icc-profiles-free poppler-utils ca-certificates fonts-dejavu-core
chromium chromium-sandbox fonts-noto-core fonts-noto-cjk
fonts-noto-color-emoji'

judge_packages='clang libclang-rt-14-dev qpdf mupdf-tools netpbm mandoc strace
curl file procps openssl faketime python3 python3-venv zstd
libreoffice-calc-nogui
golang-golang-x-mod-dev'

bench_packages='ghostscript'

server_packages='wordpress wordpress-theme-twentytwentythree wordpress-l10n
php-cli php-mysql php-gd php-xml php-mbstring mariadb-server
redis-server curl'

fault_packages='user-mode-linux samba cifs-utils dmsetup kmod iptables iproute2
e2fsprogs procps strace faketime gcc libc6-dev'

say()
{
	echo "tools: $*" >&2
}

# ---- packages ----

# absent PACKAGE...: those that are not installed.
absent()
{
	local package
	for package; do
		dpkg-query -W -f '${db:Status-Status}\n' "$package" \
		    2>/dev/null | grep -qx installed || echo "$package"
	done
}

# java_is_there: any Java from 11 on will do.
java_is_there()
{
	local version
	command -v java >/dev/null || return 1
	version=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
	[ "${version:-0}" -ge 11 ]
}

# wanted_packages: by what was asked for.
wanted_packages()
{
	[ "$do_packages" = 1 ] && echo $build_packages
	[ "$do_bench" = 1 ] && echo $bench_packages
	if [ "$do_servers" = 1 ]; then
		echo $server_packages
		command -v npm >/dev/null || echo npm
	fi
	[ "$do_faults" = 1 ] && echo $fault_packages
	[ "$do_judges" = 1 ] || return 0
	echo $judge_packages
	java_is_there || echo default-jre-headless
	command -v mvn >/dev/null || echo maven
	command -v npm >/dev/null || echo npm
	command -v go >/dev/null || echo golang-go
}

as_root()
{
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif command -v sudo >/dev/null; then
		sudo "$@"
	else
		say "packages need root: install sudo, or run as root:"
		say "  $*"
		exit 69
	fi
}

# start_no_servers: what apt installs is not started.  At run level 1 init
# scripts are not run; systemd instead asks policy-rc.d, where there is one.
start_no_servers()
{
	local policy=/usr/sbin/policy-rc.d
	[ ! -e $policy ] || return 0
	trap "as_root rm -f $policy" EXIT
	printf '#!/bin/sh\nexit 101\n' | as_root tee $policy >/dev/null
	as_root chmod 755 $policy
}

install_packages()
{
	local missing
	if ! command -v dpkg-query >/dev/null; then
		say "not a Debian system: see to it that these are there:"
		say "  "$(wanted_packages)
		return
	fi
	missing=$(absent $(wanted_packages))
	[ -n "$missing" ] || return 0
	say "installing "$missing
	as_root apt-get -q update
	start_no_servers
	as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
	    apt-get -q -y --no-install-recommends install $missing
}

# ---- judges ----

# A part of the judges is there when its mark is: the digest of the file that
# names its versions.  The Python environment must also still start, since a
# new Python of the system, or a moved folder, can break it.
mark()
{
	sha256sum <"$1" | cut -c 1-64
}

java_judges_are_there()
{
	[ "$(cat "$judges/java.mark" 2>/dev/null)" = \
	    "$(mark "$here/judges/pom.xml")" ]
}

python_judges_are_there()
{
	[ "$(cat "$judges/python.mark" 2>/dev/null)" = \
	    "$(mark "$here/judges/requirements.txt")" ] &&
	    "$judges/venv/bin/python3" -c 'import pywb' 2>/dev/null &&
	    [ -f "$judges/pages/fb.warc.gz" ]
}

# npm_is_there FOLDER LIST: the packages of that package.json lie there.
npm_is_there()
{
	[ "$(cat "$1.mark" 2>/dev/null)" = "$(mark "$2")" ]
}

go_judge_is_there()
{
	[ -x "$judges/bin/sumdb" ] && [ "$(cat "$judges/go.mark" \
	    2>/dev/null)" = "$(mark "$here/judges/sumdb.go")" ]
}

# three_times CMD...: a registry may be busy for a moment.  TRIES: how often.
three_times()
{
	local try
	for try in $(seq "${TRIES:-3}"); do
		"$@" && return
		say "try $try failed: $1"
		sleep $((try * 5))
	done
	return 1
}

fetch_java()
{
	java_judges_are_there && return
	say "fetching the judges in Java into build/judges (once)"
	rm -rf "$judges/lib" "$judges/verapdf.jar"
	three_times mvn -B -ntp -Dstyle.color=never -f "$here/judges/pom.xml" \
	    "-Djudges=$judges" generate-resources >"$judges/java.log" 2>&1 || {
		cat "$judges/java.log" >&2
		return 1
	}
	mark "$here/judges/pom.xml" >"$judges/java.mark"
}

# fetch_npm FOLDER LIST WHAT: have the packages of that package.json there.
fetch_npm()
{
	npm_is_there "$1" "$2" && return
	say "fetching $3 into ${1#"$root/"} (once)"
	rm -rf "$1"
	mkdir -p "$1"
	cp "$2" "$1/package.json"
	three_times npm install --prefix "$1" --ignore-scripts \
	    --no-package-lock --no-audit --no-fund >"$1.log" 2>&1 || {
		cat "$1.log" >&2
		return 1
	}
	mark "$2" >"$1.mark"
}

# python_with_venv: Debian's own, or another that can make environments.
python_with_venv()
{
	local python
	for python in /usr/bin/python3 python3; do
		if "$python" -c 'import venv, ensurepip' 2>/dev/null; then
			echo "$python"
			return
		fi
	done
	say "no python3 with venv: install python3-venv"
	return 69
}

fetch_python()
{
	local python
	python_judges_are_there && return
	python=$(python_with_venv)
	say "fetching the judges in Python into build/judges (once)"
	rm -rf "$judges/venv"
	"$python" -m venv "$judges/venv"
	three_times "$judges/venv/bin/python3" -m pip -qq install \
	    --disable-pip-version-check -r "$here/judges/requirements.txt"
	fetch_pages
	mark "$here/judges/requirements.txt" >"$judges/python.mark"
}

# Facebook's own page for browsers that it does not take, from the samples of
# another archive's tool; only its source package holds them.
fetch_pages()
{
	local package=warcbench-0.1.0
	rm -rf "$judges/pages"
	mkdir "$judges/pages"
	three_times "$judges/venv/bin/python3" -m pip -qq download \
	    --disable-pip-version-check --no-deps --no-binary warcbench \
	    -d "$judges/pages" "${package/-/==}"
	tar -xzf "$judges/pages/$package.tar.gz" -C "$judges/pages" \
	    --strip-components=3 "$package/tests/assets/fb.warc.gz"
	rm "$judges/pages/$package.tar.gz"
}

# The packages that it takes are Debian's, so nothing is fetched.
build_go()
{
	go_judge_is_there && return
	say "building the judge of logs into build/judges (once)"
	mkdir -p "$judges/bin"
	GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS= CGO_ENABLED=0 \
	    GOCACHE="$judges/gocache" go build -o "$judges/bin/sumdb.part" \
	    "$here/judges/sumdb.go"
	rm -rf "$judges/gocache"
	mv "$judges/bin/sumdb.part" "$judges/bin/sumdb"
	mark "$here/judges/sumdb.go" >"$judges/go.mark"
}

install_wrappers()
{
	local name
	mkdir -p "$judges/bin"
	cp "$here"/judges/*.py "$judges"
	for name in verapdf commons-ip2 jwarc warcio wayback wb-manager \
	    eark-validate axe python; do
		install -m 755 "$here/judges/judge.sh" "$judges/bin/$name"
	done
}

install_judges()
{
	mkdir -p "$judges"
	exec 9>"$judges/lock"
	flock 9
	[ "$do_judges" = 0 ] || fetch_java
	[ "$do_judges" = 0 ] || build_go
	[ "$do_judges" = 0 ] || fetch_npm "$judges/npm" \
	    "$here/judges/package.json" 'the judge of web pages'
	fetch_python
	install_wrappers
}

install_servers()
{
	mkdir -p "${forum%/*}"
	exec 8>"${forum%/*}/lock"
	flock 8
	fetch_npm "$forum" "$here/nodebb/package.json" 'a forum'
}

# ---- what was asked for ----

list()
{
	local package
	for package in $(wanted_packages); do
		if [ -z "$(absent "$package")" ]; then
			echo "there    $package"
		else
			echo "missing  $package"
		fi
	done
	if [ "$do_servers" = 1 ]; then
		if npm_is_there "$forum" "$here/nodebb/package.json"; then
			echo "there    build/servers"
		else
			echo "missing  build/servers"
		fi
	fi
	[ "$do_judges" = 1 ] || return 0
	if java_judges_are_there && python_judges_are_there &&
	    go_judge_is_there &&
	    npm_is_there "$judges/npm" "$here/judges/package.json"; then
		echo "there    build/judges"
	else
		echo "missing  build/judges"
	fi
}

do_packages=0 do_judges=0 do_python=0 do_bench=0 do_servers=0 do_faults=0
do_list=0
for word; do
	case $word in
	packages)	do_packages=1 ;;
	judges)		do_judges=1 ;;
	python)		do_python=1 ;;
	bench)		do_bench=1 ;;
	servers)	do_servers=1 ;;
	faults)		do_faults=1 ;;
	--list)		do_list=1 ;;
	*)
		say "usage: tools.sh [packages] [judges] [python] [bench]" \
		    "[servers] [faults] [--list]"
		exit 64 ;;
	esac
done
if [ $((do_packages + do_judges + do_python + do_bench + do_servers + \
    do_faults)) = 0 ]; then
	do_packages=1 do_judges=1
fi

if [ "$do_list" = 1 ]; then
	list
else
	install_packages
	[ $((do_judges + do_python)) = 0 ] || install_judges
	[ "$do_servers" = 0 ] || install_servers
fi
