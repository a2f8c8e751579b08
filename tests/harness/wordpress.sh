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
. "$here/../own_server.sh"
need php mariadbd mariadb mariadb-install-db
make_folder

start_database()
{
	logged "$folder/install.log" $as mariadb-install-db --no-defaults \
	    --datadir="$folder/data" --skip-test-db \
	    --auth-root-authentication-method=normal
	$as setpriv --pdeathsig TERM mariadbd --no-defaults \
	    --datadir="$folder/data" --socket="$folder/socket" \
	    --pid-file="$folder/pid" --skip-networking \
	    --innodb-buffer-pool-size=64M --innodb-flush-log-at-trx-commit=0 \
	    >"$folder/database.log" 2>&1 &
	children="$children $!"
	await database "$folder/database.log" mariadb --no-defaults -uroot \
	    -S "$folder/socket" -e 'create database wp character set utf8mb4'
}

start_site()
{
	$as cp -RL /usr/share/wordpress "$folder/site"
	$as cp "$here/config.php" "$folder/site/wp-config.php"
	$as mkdir -p "$folder/site/wp-content/uploads"
	logged "$folder/seed.log" $as php "$here/seed.php"
	PHP_CLI_SERVER_WORKERS=3 $as setpriv --pdeathsig TERM \
	    php -S "127.0.0.1:$PORT" -t "$folder/site" "$here/router.php" \
	    >"$folder/php.log" 2>&1 &
	children="$children $!"
	await answer "$folder/php.log" bash -c ": >/dev/tcp/127.0.0.1/$PORT"
	$as touch "$folder/ready"
}

start_database
start_site
wait
