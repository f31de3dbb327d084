/* dispatch_serve.h — `zhangjia dispatch serve`: VROOM's body over HTTP, as vroom-express serves it, for clients that point here.
 *
 *   POST /         the input object; `options` as vroom-express takes them: t threads, l seconds, x exploration, g distances
 *   GET  /health   200 while it serves
 *
 * Answers are VROOM's objects: 200 with code 0; 400 with code 2 for what is refused; 413 with code 4 for what is too much; 500 with
 * code 1 or 3. Two searches run at a time, 64 wait, the rest get 503 with Retry-After. Bodies that no HTTP parser should pass are
 * refused by http/ in its own words.
 *
 * Without options.l a search takes 10 ms a task (a sixth of that for each step of x from 0 to 5), at least 0.1 s; never more than
 * --most-seconds, reading included. It ends at once, with the best plan so far, when the process is told to stop. There is no
 * authority in it: it listens on 127.0.0.1 unless told otherwise, and belongs behind a proxy when others may reach it. */
#pragma once

/* The words after `serve`: --port N (3000; 0: any) --listen ADDRESS --threads N (2) --most-seconds N (60) --most-tasks N (5000)
 * --most-vehicles N (1000) --most-body MEGABYTES (16), and where ways come from when a body has coordinates alone: --matrix URL
 * --matrix-kind osrm|valhalla --matrix-cache FOLDER (matrix.h; without it the built-in model). Returns the exit status when told to stop. */
int dispatch_serve(int argc, char **argv);
