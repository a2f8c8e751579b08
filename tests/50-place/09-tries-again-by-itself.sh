#!/bin/bash
# Interrupted calls are made again, a share that is busy is asked again, and
# without the kernel's own copy the bytes are copied by hand, in whatever
# pieces the share takes.

. tests/50-place/traced.sh

# again CALL ERROR WHEN: the run gets over it.
again()
{
	not_placed
	must traced "$1" "$1:error=$2:when=$3" "$T/job"
	has "$T/trace" INJECTED
	whole_share "$1 $2"
}

again copy_file_range EXDEV 1+
again fsync EINTR 1
again copy_file_range EINTR 1
again write EINTR 2..9		# the first is the parent's: to stdout
# The package's folder, the PDF and the list are renamed.
for error in EACCES EBUSY EAGAIN EINTR; do
	again renameat2 $error 1..3
done
# A share that knows of no read-only files, or of no such call.
for error in EPERM EACCES EOPNOTSUPP ENOSYS; do
	again fchmod $error 1..9
done
# Short writes: the same bytes.
for n in 1 7 4095; do
	not_placed
	must env LD_PRELOAD="$B/faults/short.so" SHORT=$n \
	    ASAN_OPTIONS="$ASAN_OPTIONS:verify_asan_link_order=0" \
	    "$B/bevara-place" -C "$T/site" "$T/job"
	whole_share "short by $n"
done

# What is not let go of for good ends with 75, and leaves nothing.
not_placed
status 75 traced renameat2 renameat2:error=EBUSY:when=1+ "$T/job"
[ "$(grep -c INJECTED "$T/trace")" -ge 10 ] || fail_test 'gave up too soon'
equal "$(ls -A "$S/2026-H2")" ''
xsd_ok 50-place.waiting.xsd "$T/job/waiting.xml"
must "$B/bevara-place" -C "$T/site" "$T/job"
whole_share 'after it was busy'
[ ! -e "$T/job/waiting.xml" ] || fail_test 'it waits no longer'
