// Mapped files for the recorder: what a thread has stored in one is in the page cache, and survives however its process dies.
//
// N-API only, so that one build serves every Node; no global state, so that every thread may load it.

#define NAPI_VERSION 8
#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <node_api.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define LONGEST_PATH 4096

/** One mapped window of a file; `address` is NULL once it has been unmapped. */
typedef struct {
  void *address;
  size_t length;
} Window;

static napi_value fail(napi_env env, const char *what, int error) {
  napi_throw_error(env, what, strerror(error));
  return NULL;
}

static void release(Window *window) {
  if (window->address != NULL) munmap(window->address, window->length);
  window->address = NULL;
}

/** The ArrayBuffer was collected, or its thread ended, be it by terminate(). */
static void finalize(napi_env env, void *data, void *hint) {
  (void)env;
  (void)data;
  release(hint);
  free(hint);
}

#ifndef __APPLE__
/** Never written to: all of it is the kernel's one page of zeros. */
static char zeros[1 << 20];

/** Makes the file at least `end` bytes long, by zeros. Pages that were written are at hand: to have the kernel make them by a fault each takes three times as long. Returns an errno, 0 when all is well. */
static int write_zeros(int file, off_t end) {
  struct stat status;
  if (fstat(file, &status) != 0) return errno;
  for (off_t at = status.st_size; at < end;) {
    size_t rest = (size_t)(end - at);
    ssize_t written = pwrite(file, zeros, rest < sizeof zeros ? rest : sizeof zeros, at);
    if (written < 0 && errno != EINTR) return errno;
    if (written > 0) at += written;
  }
  return 0;
}
#endif

/** A store into a mapped page that the disk has no room for raises SIGBUS, and beyond `ulimit -f` lies SIGXFSZ: both are asked for first. Returns an errno, 0 when all is well. */
static int preallocate(int file, off_t start, off_t length) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY && (rlim_t)(start + length) > limit.rlim_cur) return EFBIG;
#ifdef __APPLE__
  fstore_t store = {.fst_flags = F_ALLOCATEALL, .fst_posmode = F_PEOFPOSMODE, .fst_offset = 0, .fst_length = length};
  if (fcntl(file, F_PREALLOCATE, &store) != 0) return errno;
  return ftruncate(file, start + length) == 0 ? 0 : errno;
#else
  return write_zeros(file, start + length);
#endif
}

/** Maps the pages at once, many times cheaper than one by one. It also finds those that can't be had, where the kernel knows how (Linux 5.14). */
static int populate(void *address, size_t length) {
#ifdef MADV_POPULATE_WRITE
  if (madvise(address, length, MADV_POPULATE_WRITE) != 0 && errno != EINVAL) return errno;
#else
  (void)address;
  (void)length;
#endif
  return 0;
}

/** Opens, preallocates and maps; the file is closed again, so that the program sees no descriptor of ours. Returns an errno, 0 when all is well. */
static int open_window(const char *path, off_t start, Window *window) {
  // A file that has gone since its first window is not made anew: it would begin with a hole.
  int file = open(path, O_RDWR | O_CLOEXEC | (start == 0 ? O_CREAT : 0), 0600);
  if (file < 0) return errno;
  int error = preallocate(file, start, (off_t)window->length);
  if (error == 0) {
    window->address = mmap(NULL, window->length, PROT_READ | PROT_WRITE, MAP_SHARED, file, start);
    if (window->address == MAP_FAILED) {
      error = errno;
      window->address = NULL;
    }
  }
  close(file);
  if (error == 0) error = populate(window->address, window->length);
  if (error != 0) release(window);
  return error;
}

/** map(path: string, start: number, length: number): ArrayBuffer. `start` and `length` are multiples of the page size. Throws with the system's words. */
static napi_value map(napi_env env, napi_callback_info info) {
  size_t count = 3;
  napi_value arguments[3];
  char path[LONGEST_PATH];
  size_t path_length;
  int64_t start, length;
  if (napi_get_cb_info(env, info, &count, arguments, NULL, NULL) != napi_ok || count < 3 ||
      napi_get_value_string_utf8(env, arguments[0], path, sizeof path, &path_length) != napi_ok || path_length + 1 >= sizeof path ||
      napi_get_value_int64(env, arguments[1], &start) != napi_ok || napi_get_value_int64(env, arguments[2], &length) != napi_ok ||
      start < 0 || length <= 0) {
    return fail(env, "map", EINVAL);
  }
  Window *window = calloc(1, sizeof *window);
  if (window == NULL) return fail(env, "map", ENOMEM);
  window->length = (size_t)length;
  int error = open_window(path, (off_t)start, window);
  napi_value buffer;
  if (error == 0 && napi_create_external_arraybuffer(env, window->address, window->length, finalize, window, &buffer) == napi_ok) {
    // From here on the window is the buffer's.
    return napi_wrap(env, buffer, window, NULL, NULL, NULL) == napi_ok ? buffer : fail(env, "map", ENOTSUP);
  }
  release(window);
  free(window);
  return fail(env, "map", error == 0 ? ENOTSUP : error);
}

/**
 * unmap(buffer: ArrayBuffer): detaches it, so that no script reaches the pages any more, and gives them back at once; Node
 * itself would finalize it in a later turn of the event loop, which may never come.
 */
static napi_value unmap(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value buffer;
  Window *window;
  if (napi_get_cb_info(env, info, &count, &buffer, NULL, NULL) != napi_ok || count < 1 ||
      napi_unwrap(env, buffer, (void **)&window) != napi_ok || window->address == NULL) {
    return fail(env, "unmap", EINVAL);
  }
  Window own = *window;
  // Detaching may finalize, and then `window` is gone.
  window->address = NULL;
  if (napi_detach_arraybuffer(env, buffer) != napi_ok) {
    window->address = own.address;
    return fail(env, "unmap", EINVAL);
  }
  release(&own);
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_value function;
  if (napi_create_function(env, "map", NAPI_AUTO_LENGTH, map, NULL, &function) == napi_ok) {
    napi_set_named_property(env, exports, "map", function);
  }
  if (napi_create_function(env, "unmap", NAPI_AUTO_LENGTH, unmap, NULL, &function) == napi_ok) {
    napi_set_named_property(env, exports, "unmap", function);
  }
  return exports;
}
