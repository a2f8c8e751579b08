# share.sh - a real file share for a script that tests/harness/uml.sh runs,
# with the faults that shares have; sourced after lib.sh.
#
# The server's folder is $SERVED, an ext4 on a disk of its own; its smbd
# listens on loopback and refuses what Windows refuses; $CIFS are the options
# that README.md recommends.  Everything lies in /run and is gone with the
# machine.

[ "${UML:-}" = 1 ] || {
	echo 'share.sh: to be run by tests/harness/uml.sh' >&2
	exit 64
}

SERVED=/run/server/arkiv
CIFS=credentials=/run/server/cred,vers=3.1.1,iocharset=utf8,closetimeo=0

# kernel_has MODULE...: load them; a name with / is a choice.
kernel_has()
{
	local module
	for module; do
		modprobe -d /run/kernel "$module" ||
		    fail_test "no module '$module' in this kernel"
	done
}

# share_up [MEGABYTES]: disk, server, and what is needed to mount it.
share_up()
{
	disk_up "$@"
	server_up
	cifs_ready
}

# ---- the server's disk ----

# disk_up [MEGABYTES]: a new ext4 at $SERVED, on a device that can fail.
disk_up()
{
	kernel_has loop dm-flakey
	mkdir -p $SERVED
	truncate -s "${1:-96}M" /run/server/disk
	losetup /dev/loop0 /run/server/disk
	mkfs.ext4 -q -F /dev/loop0
	disk_sectors=$(blockdev --getsz /dev/loop0)
	dmsetup create disk --table "0 $disk_sectors linear /dev/loop0 0"
	dmsetup mknodes
	mount /dev/mapper/disk $SERVED
	rmdir $SERVED/lost+found
}

# disk_table TABLE...: the device is from now on this, without a flush.
disk_table()
{
	dmsetup suspend --nolockfs --noflush disk
	dmsetup reload disk --table "0 $disk_sectors $*"
	dmsetup resume disk
}

# power_cut: what is not on the disk yet never will be; $SERVED is then again
# what a machine finds that starts after it.  Nothing may have a file open.
power_cut()
{
	disk_table flakey /dev/loop0 0 0 60 1 drop_writes
	umount $SERVED
	disk_table linear /dev/loop0 0
	mount /dev/mapper/disk $SERVED
}

# ---- the server ----

server_conf()
{
	cat <<END
[global]
 workgroup = PROV
 server role = standalone server
 smb ports = 445
 interfaces = lo
 bind interfaces only = yes
 disable netbios = yes
 private dir = /run/server/private
 passdb backend = tdbsam:/run/server/private/passdb.tdb
 lock directory = /run/server/lock
 state directory = /run/server/state
 cache directory = /run/server/cache
 pid directory = /run/server/pid
 ncalrpc dir = /run/server/rpc
 log file = /run/server/log
 load printers = no
 printcap name = /dev/null
 disable spoolss = yes
 server min protocol = SMB3
 strict sync = yes
 strict rename = yes
[arkiv]
 path = $SERVED
 read only = no
 valid users = prov
 force user = root
END
}

server_start()
{
	smbd -s /run/server/smb.conf -l /run/server -D
	until (: >/dev/tcp/127.0.0.1/445) 2>/dev/null; do
		sleep 0.1
	done
}

# server_up: smbd on loopback, with one user.
server_up()
{
	local secret=Prov-losen-1
	mkdir -p /run/server/{private,lock,state,cache,pid,rpc}
	server_conf >/run/server/smb.conf
	echo 'prov:x:0:0::/run/home:/bin/false' >/run/server/passwd
	cat /etc/passwd >>/run/server/passwd
	mount --bind /run/server/passwd /etc/passwd
	printf '%s\n%s\n' $secret $secret |
	    smbpasswd -c /run/server/smb.conf -a -s prov >/run/server/made 2>&1
	printf 'username=prov\npassword=%s\n' $secret >/run/server/cred
	chmod 600 /run/server/cred
	server_start
}

# server_kill: as if it had crashed.
server_kill()
{
	pkill -KILL -x smbd
	rm -f /run/server/pid/*
}

# ---- the mount ----

# cifs_ready: what the kernel needs to speak SMB 3.1.1 with signatures.
cifs_ready()
{
	kernel_has ctr ghash-generic ccm gcm cmac md4 hmac sha512_generic \
	    aes_generic nls_utf8 cifs
}

# share_mount FOLDER [OPTIONS]: the share, there; OPTIONS come after $CIFS.
share_mount()
{
	mkdir -p "$1"
	mount -t cifs //127.0.0.1/arkiv "$1" -o "$CIFS${2:+,$2}"
}

# share_site [OPTIONS]: plain_site of package.sh, its share on the server.
share_site()
{
	share_mount "$T/site/arkiv" "${1:-}"
	plain_site
}

# share_twin [OPTIONS]: $T/site2, a second machine: the same site, keys and
# all, with a work folder and a mount of its own.
share_twin()
{
	mkdir -p "$T/site2/arbete"
	share_mount "$T/site2/arkiv" "nosharesock${1:+,$1}"
	find "$T/site" -mindepth 1 -maxdepth 1 ! -name arkiv ! -name arbete \
	    -exec cp -a {} "$T/site2/" \;
}

# A test's folder is not removed through the mount.
share_end()
{
	umount -a -l -t cifs
	lib_end
}
trap share_end EXIT

# ---- the cable ----

# cable_out, cable_in: every packet of SMB is dropped; or none any more.
cable_out()
{
	iptables-legacy -I INPUT -p tcp --dport 445 -j DROP
	iptables-legacy -I INPUT -p tcp --sport 445 -j DROP
}

cable_in()
{
	iptables-legacy -F INPUT
}

cable_ready()
{
	kernel_has x_tables ip_tables xt_tcpudp iptable_filter
}
