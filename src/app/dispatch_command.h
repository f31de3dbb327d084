/* dispatch_command.h — `zhangjia dispatch`: the planning library from the shell, and the door for benchmarks (dispatch/search.h).
 *
 *   solve    plan an instance      check    is a solution true, and what does it cost?
 *   explain, insert   questions to a plan (dispatch_explain.h)
 *   serve    VROOM's body over HTTP (dispatch_serve.h)      bench    the scoreboard of a folder of instances
 *
 * `--time` is CPU seconds of the whole run with one thread, wall seconds with more, loading included. The last line on standard output is one JSON
 * object. Bad input: exit status 2 and one sentence with the place; VROOM's JSON is refused as VROOM does, with its codes. */
#pragma once

int dispatch_command(int argc, char **argv);
