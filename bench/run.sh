#!/bin/sh
# All tables of bench/README.md: bench/run.sh [build folder] [folder for data sets] [visits …]   (./build, ./bench-data, 10000 100000)
# POSTGRES=postgres://… (a server where databases may be made) adds the pages on PostgreSQL at 100000 visits.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build} data=${2:-bench-data}
[ $# -lt 2 ] && shift $# || shift 2
[ $# -gt 0 ] || set -- 10000 100000
ninja -C "$build" --quiet zhangjia bench-dataset bench-db booking_race

echo "== start and memory, demo S"
node bench/start.mjs --program "$build/zhangjia" --demo S
for visits in "$@"; do
  echo "== $visits visits, SQLite, 200 requests a second"
  mkdir -p "$data/$visits"
  nice -n 10 "$build/bench-dataset" "sqlite:$data/$visits/zhangjia.db" "$data/$visits" "$visits" 2>/dev/null
  cat "$data/$visits/zhangjia.db" >/dev/null          # from memory, as a shop's file is after its first hour
  node bench/load.mjs --program "$build/zhangjia" --data "$data/$visits"
done
if [ -n "${POSTGRES:-}" ]; then
  echo "== 100000 visits, PostgreSQL, 200 requests a second"
  mkdir -p "$data/pg"
  psql -q "$POSTGRES" -c 'create database bench_pages' 2>/dev/null || true
  url=$(echo "$POSTGRES" | sed 's,/[^/]*$,/bench_pages,')
  nice -n 10 "$build/bench-dataset" "$url" "$data/pg" 100000 2>/dev/null
  node bench/load.mjs --program "$build/zhangjia" --data "$data/pg" --database "$url"
fi
echo "== durable writes: one client, many clients, one fsync"
mkdir -p "$data/commit" && "$build/bench-db" "$data/commit"
echo "== the calendar under a race"
mkdir -p "$data/race" && rm -f "$data/race/race.db"* && "$build/booking_race" "sqlite:$data/race/race.db" 100000 64 40 "$data/race"
