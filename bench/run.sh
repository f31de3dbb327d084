#!/bin/sh
# All tables of bench/README.md: bench/run.sh [build folder] [folder for data sets] [visits …]   (./build, ./bench-data, 10000 100000)
# POSTGRES=postgres://… (a superuser's, where databases may be made; with its durability as in use) adds the same on PostgreSQL, pages on
# the largest set. RUN="chrt -r 10" is put before server and load on a machine shared with others. Data sets are made once and kept.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build} data=${2:-bench-data}
[ $# -lt 2 ] && shift $# || shift 2
[ $# -gt 0 ] || set -- 10000 100000
run=${RUN:-}
ninja -C "$build" --quiet zhangjia bench-dataset bench-copy bench-db bench-orders booking_race

dataset() { mkdir -p "$data/$1" && nice -n 10 "$build/bench-dataset" "sqlite:$data/$1/zhangjia.db" "$data/$1" "$1" 2>/dev/null; }
# A data set that is written to is a copy, and goes again.
copy() { rm -rf "$data/work" && mkdir -p "$data/work" && cp -r "$data/$1/keys" "$data/$1/zhangjia.db" "$data/work/"; }
database() { psql -q "$POSTGRES" -c "drop database if exists $1 with (force)" -c "create database $1" && echo "$POSTGRES" | sed "s,/[^/]*$,/$1,"; }

nproc | sed 's/$/ processors/'; uptime
echo "== start and memory, demo S"
$run node bench/start.mjs --program "$build/zhangjia" --demo S
for visits in "$@"; do
  echo "== $visits visits, SQLite, 200 requests a second"
  dataset "$visits"
  cat "$data/$visits/zhangjia.db" >/dev/null          # from memory, as a shop's file is after its first hour
  $run node bench/load.mjs --program "$build/zhangjia" --data "$data/$visits"
  largest=$visits
done

echo "== 20000 rows imported while 50 people work, SQLite, 100000 visits"
dataset 100000 && copy 100000
$run node bench/import.mjs --program "$build/zhangjia" --data "$data/work"
dataset 10000
for extra in 0 5 10; do
  echo "== orders with their conflict check, one client and 64, SQLite, each sync $extra ms longer than this disk's"
  copy 10000
  $run "$build/bench-orders" "sqlite:$data/work/zhangjia.db" "$data/work" 3 64 "$extra"
done
echo "== durable writes alone: one client, many clients, one fsync"
mkdir -p "$data/commit" && $run "$build/bench-db" "$data/commit"
echo "== the calendar under a race, SQLite"
rm -rf "$data/race" && mkdir -p "$data/race" && "$build/booking_race" "sqlite:$data/race/race.db" 100000 64 40 "$data/race"
rm -rf "$data/work" "$data/race"
[ -n "${POSTGRES:-}" ] || exit 0

echo "== $largest visits, PostgreSQL, 200 requests a second"
pages=$(echo "$POSTGRES" | sed "s,/[^/]*$,/bench_$largest,")
psql -q "$POSTGRES" -c "create database bench_$largest" 2>/dev/null || true
nice -n 10 "$build/bench-copy" "$data/$largest/zhangjia.db" "$pages" "$data/$largest" 2>/dev/null
$run node bench/load.mjs --program "$build/zhangjia" --data "$data/$largest" --database "$pages"
copy 100000
echo "== 20000 rows imported while 50 people work, PostgreSQL, 100000 visits"
url=$(database bench_work) && nice -n 10 "$build/bench-copy" "$data/100000/zhangjia.db" "$url" "$data/work" 2>/dev/null
$run node bench/import.mjs --program "$build/zhangjia" --data "$data/work" --database "$url"
echo "== orders with their conflict check, one client and 64, PostgreSQL"
$run "$build/bench-orders" "$url" "$data/work" 3 64
echo "== the calendar under a race, PostgreSQL"
url=$(database bench_race) && "$build/booking_race" "$url" 100000 64 40 "$data/work"
psql -q "$POSTGRES" -c "drop database bench_work" -c "drop database bench_race"
rm -rf "$data/work"
