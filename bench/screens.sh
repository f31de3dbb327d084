#!/bin/sh
# The screens of the day and the customers' search, in one call: bench/screens.sh [build folder] [folder for data sets] [visits …]
#   (./build, ./bench-data, 300000 and 3000000: a demo M and ten of them). A release build; the machine is to do nothing else.
# The board in a real Chromium (first rows, dragging, scrolling), Today and the board of a day by the server's clock at each size, free times
# while fifty customers book at once at demo M. Data sets are made once and kept: 3 × 10⁶ visits take half an hour to an hour and 10 GB.
# RUN="chrt -r 10" is put before server and load.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build} data=${2:-bench-data}
[ $# -lt 2 ] && shift $# || shift 2
[ $# -gt 0 ] || set -- 300000 3000000
run=${RUN:-}
ninja -C "$build" --quiet zhangjia bench-dataset
export ZHANGJIA="$build/zhangjia"
mkdir -p "$data"

nproc | sed 's/$/ processors/'; uptime
echo "== the board in a browser: 300 workers, 2000 visits"
$run node bench/board.mjs --program "$build/zhangjia" --data "$data/board-$(date +%F)" || echo "a goal is missed"
for visits in "$@"; do
  echo "== $visits visits: Today and the board of a day, 100 requests a second"
  [ -f "$data/$visits/made" ] || { rm -rf "$data/$visits"; mkdir -p "$data/$visits"; nice -n 10 "$build/bench-dataset" "sqlite:$data/$visits/zhangjia.db" "$data/$visits" "$visits" 2>/dev/null && touch "$data/$visits/made"; }
  cat "$data/$visits/zhangjia.db" >/dev/null          # from memory, as a shop's file is after its first hour
  $run node bench/load.mjs --program "$build/zhangjia" --data "$data/$visits" --rate 100 --pages today,board_day
done
echo "== free times while fifty customers book at once, demo M (the first run loads it: some five minutes)"
$run node bench/portal.mjs --demo M --data "$data/demo-m"
uptime
