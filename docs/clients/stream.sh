#!/usr/bin/env bash
# Follows the stream with curl and prints the data of each value, one a line.
# usage: BASISWATCH_KEY=bw_live_… ./stream.sh URL
set -u
url=$1
silence=40
state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT
: > "$state/id"
failures=0

# The key is passed on standard input: arguments are seen by every user of the machine.
headers() {
  printf 'header = "X-API-Key: %s"\n' "$BASISWATCH_KEY"
  [ -s "$state/id" ] && printf 'header = "Last-Event-ID: %s"\n' "$(cat "$state/id")"
  return 0
}

# Writes the id down only after its data was printed: what was not printed is asked for again.
events() {
  local id= name= data= line
  while IFS= read -r -t "$silence" line; do
    case $line in
      'id: '*) id=${line#id: } ;;
      'event: '*) name=${line#event: } ;;
      'data: '*) data=${line#data: } ;;
      '')
        case $name in
          hello) : > "$state/alive" ;;
          snapshot | update) printf '%s\n' "$data" ;;
          reset) printf 'reset: %s\n' "$data" >&2 ;;
          unauthorized) : > "$state/refused" ;;
        esac
        [ -n "$id" ] && printf '%s' "$id" > "$state/id"
        id= name= data=
        ;;
    esac
  done
}

while :; do
  rm -f "$state/alive"
  events < <(headers | curl --silent --no-buffer --config - --write-out '%{stderr}%{http_code}' "$url" 2> "$state/status")
  status=$(tail -c 3 "$state/status")
  if [ -e "$state/refused" ] || [ "$status" = 401 ] || [ "$status" = 403 ] || [ "$status" = 400 ]; then
    printf 'refused (%s)\n' "${status:-key ended}" >&2
    exit 1
  fi
  if [ -e "$state/alive" ]; then failures=0; else failures=$((failures < 5 ? failures + 1 : 5)); fi
  longest=$((1000 << failures))
  pause=$((longest / 2 + (RANDOM * longest / 2) / 32768))
  sleep "$((pause / 1000)).$(printf '%03d' $((pause % 1000)))"
done
