#!/bin/bash
# init.sh - the first process of the machine that tests/harness/uml.sh starts:
# it makes the folders that can be written, runs the job and turns it off.
#
# The kernel passes `room`, the folder of the host that holds the job and gets
# its status.

export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t tmpfs -o size=80% tmpfs /run
ln -s /proc/self/fd /dev/fd
mkdir -p /dev/pts /dev/shm
mount -t devpts devpts /dev/pts
mount -t tmpfs tmpfs /dev/shm
mkdir -p /run/lock /run/tmp /run/home /run/host /run/kernel/lib/modules
ln -s "/usr/lib/uml/modules/$(uname -r)" /run/kernel/lib/modules/
mount -t hostfs -o "$room" none /run/host
ip link set lo up
hostname arkivprov

# What is printed goes out as it is, and not as to a terminal.
stty -F /dev/ttyS0 raw -echo
HOME=/run/home TMPDIR=/run/tmp setsid bash /run/host/job \
    </dev/null > >(cat >/dev/ttyS0) 2>&1
status=$?
sleep 0.2
echo $status >/run/host/status
sync -f /run/host/status
echo o >/proc/sysrq-trigger
sleep 60
