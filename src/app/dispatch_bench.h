/* dispatch_bench.h — `zhangjia dispatch bench DIR [ENGINES.csv]`: the scoreboard of a folder of instances.
 *
 * Every instance below DIR (Solomon's and Gehring–Homberger's, Mankowska's, the unified home-care format, the library's own) is solved
 * with each budget, number of threads and seed that is asked for. Each run is a process of its own, started as a user would start
 * it, so that its time and memory are its own, loading included; what it wrote is then read back and judged by another process
 * (`dispatch check`), whose cost is the one that counts. Best known values come from the .csv files below DIR.
 *
 * With -o the results are appended to a file, one line a run, and a second call only does what is not in it. The scoreboard, in
 * Markdown, goes to standard output; ENGINES.csv (set, seconds, engine, gap, runs, source) puts others' figures beside ours. */
#pragma once

int dispatch_bench(int argc, char **argv);
