#!/bin/sh
# What `make demo` runs: sample articles → graph → answers, Turtle, picture.  Usage: demo.sh KG OUTPUT_DIR
set -eu
kg=$1
out=$2
here=$(dirname "$0")

say() { printf '\n\033[1m%s\033[0m\n' "$1"; }
[ -t 1 ] || say() { printf '\n%s\n' "$1"; }

rm -rf "$out"
mkdir -p "$out"

say "1. Build: ten articles become a graph ($out/store)"
"$kg" build "$here/articles" --store "$out/store"

say "2. Ask: which bureaus issued which plans?"
"$kg" query bureaus-and-plans --store "$out/store" --format table

say "3. Ask: which plans apply to China and everything in it, with which targets?"
"$kg" query plans-of-place -p place=China --store "$out/store" --format table

say "4. Ask: which factories are there, who runs them, since when, with what capacity?"
"$kg" query facilities --store "$out/store" --format table

say "5. Ask: who says so?"
"$kg" query who-says-so -p about=Xiaomi --store "$out/store" --format table

say "6. Export and draw"
"$kg" export -o "$out/graph.ttl" --store "$out/store"
"$kg" export -o "$out/graph.trig" --store "$out/store"
"$kg" draw -o "$out/graph.png" --store "$out/store"
"$kg" draw -o "$out/graph.svg" --store "$out/store"
"$kg" validate --store "$out/store"
