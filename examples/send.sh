#!/usr/bin/env bash
# Sends with curl, repeats safely, and reads an unknown outcome. See README.md.
set -euo pipefail
url=${GATEWAY_URL:-http://127.0.0.1:3000}
key=${GATEWAY_API_KEY:-}
answer=$(mktemp -d)
trap 'rm -r "$answer"' EXIT

field() { sed -nE "s/.*\"$1\":\"([^\"]*)\".*/\1/p" "$answer/body"; }
header() { sed -nE "s/^$1: ([^\r]*)\r?$/\1/Ip" "$answer/headers"; }

# A problem that does not name the recipients, for example 401, ends the program.
require_recipients() {
  if grep -q '"recipients":' "$answer/body"; then return; fi
  echo "$(field code): $(field title)" >&2
  exit 1
}

# Posts a message until it is answered. The key stays the same, so nothing is sent twice.
send() {
  local idempotency_key pause attempt
  idempotency_key=$(cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen)
  for attempt in 1 2 3 4 5 6 7 8 9 10; do
    pause=1
    : >"$answer/headers"
    if curl --silent --max-time 45 --dump-header "$answer/headers" --output "$answer/body" "$url/messages" \
      --header 'content-type: application/json' --header "idempotency-key: $idempotency_key" \
      ${key:+--header "authorization: Bearer $key"} --data "$1"; then
      case $(header content-type) in
      application/json*) return 0 ;;
      application/problem+json*)
        # Repeated only if the gateway says when, and if a recipient got nothing or nothing was recorded.
        pause=$(header retry-after)
        if [[ -z $pause ]]; then
          require_recipients
          return 0
        fi
        if grep -q '"recipients":' "$answer/body" && ! grep -q '"outcome":"not-attempted"' "$answer/body"; then return 0; fi
        ;;
      esac
    fi
    # The answer was lost, or a proxy answered in its place: only a repetition tells what has happened.
    sleep "$pause"
  done
  echo 'no answer: repeat the request later, under the same key' >&2
  return 1
}

send '{"to":["+213550000001"],"from":"ACME","text":"Sent with curl"}'
echo "+213550000001 $(field outcome)"

# The sandbox reads this message and breaks the connection, so nobody knows whether it was sent.
send '{"to":["+99910000101"],"from":"ACME","text":"Sent with curl"}'
echo "+99910000101 $(field outcome)"
id=$(header location)

curl --silent --max-time 45 --output "$answer/body" ${key:+--header "authorization: Bearer $key"} "$url$id"
require_recipients
echo "$(field status) after $(grep -o '"number":' "$answer/body" | wc -l) attempt: do not send it again"
