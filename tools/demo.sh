#!/usr/bin/env bash
# Builds the graph of examples/, checks it, and asks it what its users ask. Run by `make demo`.
#   tools/demo.sh "path/to/kg" FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
read -ra kg <<<"$1"
export KG_STORE=$2/store

say() { printf '\n== %s\n' "$1"; }
run() { # Shows a command as one would type it, and runs it.
    local shown=kg word
    for word in "$@"; do
        case $word in *' '*) shown+=" \"$word\"" ;; *) shown+=" $word" ;; esac
    done
    printf '$ %s\n' "$shown"
    "${kg[@]}" "$@"
}

say "Seven articles become a graph"
run build examples

say "Is it well-formed and consistent?"
run validate

say "1. Who controls this land, according to whom, since when?"
run query control --param territory=Badajoz \
    --columns published,kind,controllerLabel,fromLabel,whenText,sourceLabel,verification
say "   Do the sources agree?"
run query disagreements \
    --columns topicLabel,about,degree,speakerALabel,valueA,speakerBLabel,valueB

say "2. What has this actor said, how firmly, through which outlet?"
run query statements --param "speaker=Maria Zakharova" --columns cue,certainty,content,publisher

say "3. Which alliances bind these actors, and who says so?"
run query alliances --param actor=Russia --columns aLabel,relation,bLabel,sourceLabel,file

say "4. Which sentences support this node?"
run explain "Islam Qala"

say "5. What was claimed as of 5 March 2031?"
run query control --param until=2031-03-05 --param since=2031 \
    --columns published,kind,controllerLabel,territoryLabel,sourceLabel

say "The network as one page that opens without a connection"
run view -o "$2/graph.html"
