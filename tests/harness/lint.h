/*
 * lint.h - what clang's analyzer cannot see from one file alone: these always
 * return -1.  lint.sh puts it before every source but fail.c, which has them.
 */
#include "core/fail.h"

#define fail_set(fail, kind, ...) ((void)fail_set(fail, kind, __VA_ARGS__), -1)
#define fail_sys(fail, ...) ((void)fail_sys(fail, __VA_ARGS__), -1)
#define fail_memory(fail) ((void)fail_memory(fail), -1)
