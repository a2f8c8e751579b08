#!/bin/sh
# judge.sh - start one of the judges that tools.sh puts into build/judges; it
# lies in build/judges/bin under each judge's name, and goes by that name.
#
#	verapdf, warcio, wayback, wb-manager, jwarc   take their own arguments
#	commons-ip2, eark-validate                    PACKAGE [2.1.0|2.0.4]
#	axe                                           PAGE.html WIDTH [PNG]
#	python                                        the judges' Python

set -u
home=$(cd "$(dirname "$0")/.." && pwd)
name=${0##*/}

# Java reads file names by the locale: without this it finds no å.
LC_ALL=C.UTF-8
export LC_ALL

# jvm ARGUMENTS: these programs live for a second or two; do not tune for more.
jvm()
{
	exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$@"
}

python=$home/venv/bin/python3
case $name in
verapdf)
	jvm -jar "$home/verapdf.jar" "$@" ;;
jwarc)
	jvm -cp "$home/lib/*" org.netpreserve.jwarc.tools.WarcTool "$@" ;;
commons-ip2)
	exec "$python" "$home/commons_ip2.py" "$@" ;;
eark-validate)
	exec "$python" "$home/eark_validate.py" "$@" ;;
axe)
	exec "$python" "$home/axe.py" "$@" ;;
warcio)
	exec "$python" -W ignore -m warcio.cli "$@" ;;
wayback)
	exec "$python" -W ignore -m pywb.apps.cli "$@" ;;
wb-manager)
	exec "$python" -W ignore -m pywb.manager.manager "$@" ;;
python)
	exec "$python" "$@" ;;
*)
	echo "judge.sh: no judge is called '$name'" >&2
	exit 64 ;;
esac
