#!/bin/bash
# wordpress.sh FOLDER PORT - a real WordPress (Debian's) with Swedish posts and
# pictures on 127.0.0.1:PORT, until stopped.
#
# Everything it writes is in the new folder FOLDER, which it removes at its
# end: an own MariaDB that listens on a socket only, a copy of WordPress, the
# logs.  FOLDER is there, as FOLDER/ready, once the front page can be asked
# for.  Started by root, it runs as nobody.  Nothing of it goes to the network.

set -eu
here=$(cd "$(dirname "$0")/wordpress" && pwd)
folder=$1
PORT=$2
export PORT FOLDER=$folder
for need in php mariadbd mariadb mariadb-install-db; do
	command -v "$need" >/dev/null || {
		echo "wordpress.sh: no '$need': run" \
		    "tests/harness/tools.sh servers" >&2
		exit 69
	}
done

children=
end()
{
	local pid
	trap - EXIT
	for pid in $children; do	# PHP leaves its workers to themselves
		kill $(pgrep -P "$pid") "$pid" 2>/dev/null || :
	done
	wait
	rm -rf "$folder"
}
trap end EXIT
trap 'exit 143' TERM INT

as=
mkdir "$folder"
chmod 755 "$folder"
export TMPDIR=$folder	# the caller's may not be open to nobody
if [ "$(id -u)" = 0 ]; then
	as='setpriv --reuid=nobody --regid=nogroup --clear-groups'
	chown nobody:nogroup "$folder"
fi

start_database()
{
	local i
	$as mariadb-install-db --no-defaults --datadir="$folder/data" \
	    --auth-root-authentication-method=normal --skip-test-db \
	    >"$folder/install.log" 2>&1 || {
		tail "$folder/install.log" >&2
		exit 1
	}
	$as setpriv --pdeathsig TERM mariadbd --no-defaults \
	    --datadir="$folder/data" --socket="$folder/socket" \
	    --pid-file="$folder/pid" --skip-networking \
	    --innodb-buffer-pool-size=64M --innodb-flush-log-at-trx-commit=0 \
	    >"$folder/database.log" 2>&1 &
	children="$children $!"
	for ((i = 0; i < 200; i++)); do
		mariadb --no-defaults -uroot -S "$folder/socket" -e \
		    'create database wp character set utf8mb4' 2>/dev/null &&
		    return
		sleep 0.1
	done
	echo "wordpress.sh: no database: $(tail "$folder/database.log")" >&2
	exit 1
}

start_site()
{
	$as cp -RL /usr/share/wordpress "$folder/site"
	$as cp "$here/config.php" "$folder/site/wp-config.php"
	$as mkdir -p "$folder/site/wp-content/uploads"
	$as php "$here/seed.php" >"$folder/seed.log" 2>&1 || {
		tail "$folder/seed.log" >&2
		exit 1
	}
	PHP_CLI_SERVER_WORKERS=3 $as setpriv --pdeathsig TERM \
	    php -S "127.0.0.1:$PORT" -t "$folder/site" "$here/router.php" \
	    >"$folder/php.log" 2>&1 &
	children="$children $!"
	until (: >"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; do
		sleep 0.1
	done
	$as touch "$folder/ready"
}

start_database
start_site
wait
