"""Does what engine-process.c does, where there is no compiler."""

import ctypes
import os
import sys
import threading


def end_with_input():
    while os.read(0, 4096):
        pass
    os._exit(0)


def main():
    library = ctypes.CDLL(sys.argv[1], mode=ctypes.RTLD_GLOBAL)
    library.chdb_query_cmdline.restype = ctypes.c_void_p
    library.chdb_result_error.restype = ctypes.c_char_p
    library.chdb_result_error.argtypes = [ctypes.c_void_p]
    threading.Thread(target=end_with_input, daemon=True).start()
    words = [b"clickhouse", *(word.encode() for word in sys.argv[2:])]
    argv = (ctypes.c_char_p * (len(words) + 1))(*words, None)
    result = library.chdb_query_cmdline(len(words), argv)
    error = library.chdb_result_error(result) if result else None
    if error:
        sys.stderr.write(error.decode(errors="replace") + "\n")
    sys.stderr.flush()
    os._exit(1 if error else 0)


main()
