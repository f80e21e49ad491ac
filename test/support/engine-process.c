/* Runs the engine's library as a process of its own: engine-process LIBRARY ARGUMENT...
 * It ends when its standard input does, so that it cannot outlive the test that started it. */
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void *end_with_input(void *unused) {
  char byte;
  (void)unused;
  while (read(0, &byte, 1) > 0) {
  }
  _exit(0);
}

int main(int argc, char **argv) {
  void *library = argc > 1 ? dlopen(argv[1], RTLD_NOW | RTLD_GLOBAL) : NULL;
  if (library == NULL) {
    fprintf(stderr, "%s\n", argc > 1 ? dlerror() : "no library named");
    return 1;
  }
  void *(*run)(int, char **) = (void *(*)(int, char **))dlsym(library, "chdb_query_cmdline");
  char *(*error_of)(void *) = (char *(*)(void *))dlsym(library, "chdb_result_error");
  if (run == NULL || error_of == NULL) {
    fprintf(stderr, "the library cannot run a command line\n");
    return 1;
  }
  pthread_t watcher;
  pthread_create(&watcher, NULL, end_with_input, NULL);
  argv[1] = "clickhouse";
  void *result = run(argc - 1, argv + 1);
  char *error = result ? error_of(result) : NULL;
  if (error != NULL) fprintf(stderr, "%s\n", error);
  _exit(error != NULL);
}
