#!/usr/bin/env bash
# Checks a file in shares with GNU parallel, and prints what the check prints.
#
#     parallel.sh FILE N [OPTIONS OF PARALLEL]
#
# TVMD is the command, by default `tvmd`. Shares that are there already aren't done again; one that is killed is started anew.
set -euo pipefail

file=$1 of=$2
shift 2
tvmd=${TVMD:-tvmd}
parts=$file.parts-$of
mkdir -p "$parts"

for share in $(seq "$of"); do
    [ -e "$parts/$share.json" ] || echo "$share"
done | parallel --retries 3 --halt soon,fail=1 "$@" \
    "$tvmd" check "$file" --shard "{}/$of" --out "$parts/{}.json" ">" /dev/null

"$tvmd" merge "$parts"/*.json
