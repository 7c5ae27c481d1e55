"""Keep freed memory in the process while training on a CPU."""

import ctypes
import sys

_M_TRIM_THRESHOLD, _M_MMAP_MAX = -1, -4


def keep_freed_memory() -> None:
    """Ask glibc to reuse big blocks instead of handing them back to the kernel; elsewhere nothing happens.

    Activations are 10 to 100 MB; fetched by mmap anew at each step their page faults cost about a fifth of the step
    (measured: 3.3 s against 2.7 s for batch 12 at 320 px on 2 cores).
    """
    if sys.platform != "linux":
        return
    try:
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(_M_MMAP_MAX, 0)
        libc.mallopt(_M_TRIM_THRESHOLD, 2**31 - 1)
    except (OSError, AttributeError):
        pass
