#!/bin/sh
# Follows the live stream with curl: comes back with the last id that it has seen, and gives up a connection on which nothing
# came for 40 s. Prints a line per event: name, id and the number that the test has put into it, separated by tabs.
set -u
: "${STREAM_URL:?}" "${STREAM_KEY:?}"
state=$(mktemp)
trap 'rm -f "$state"; kill 0' TERM INT EXIT

scan() {
  tab=$(printf '\t')
  name=; id=-; number=-
  while IFS= read -r line; do
    case $line in
      'id: '*) id=${line#id: }; printf '%s' "$id" > "$state" ;;
      'event: '*) name=${line#event: } ;;
      'data: '*'"x_number":'*) number=${line##*\"x_number\":}; number=${number%%[!0-9]*} ;;
      '') [ -z "$name" ] || printf '%s%s%s%s%s\n' "$name" "$tab" "$id" "$tab" "$number"
          name=; id=-; number=- ;;
    esac
  done
}

while :; do
  last=$(cat "$state")
  curl -sN --fail --speed-limit 1 --speed-time 40 -H "Accept: text/event-stream" -H "X-API-Key: $STREAM_KEY" \
    ${last:+-H "Last-Event-ID: $last"} "$STREAM_URL" | scan
  sleep 2
done
