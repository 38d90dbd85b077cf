"""Follows the stream with Python's own library and prints each value.

usage: BASISWATCH_KEY=bw_live_... python3 stream_client.py URL
"""

import http.client
import json
import os
import random
import sys
import time
import urllib.error
import urllib.request

SILENCE_S = 40
LONGEST_PAUSE_S = 30


class Refused(Exception):
    """The key, the ticket or the topics: to come back would change nothing."""


def events(answer):
    """The events of one connection as (id, name, data)."""
    event_id, name, data = "", "", []
    for raw in answer:
        line = raw.decode("utf-8").rstrip("\r\n")
        if line.startswith("id: "):
            event_id = line[4:]
        elif line.startswith("event: "):
            name = line[7:]
        elif line.startswith("data: "):
            data.append(line[6:])
        elif not line:
            if name:
                yield event_id, name, json.loads("\n".join(data) or "{}")
            event_id, name, data = "", "", []


def follow(url, key):
    """Every event of the stream as (name, data), for ever; comes back by itself."""
    last_id, failures, pause = "", 0, None
    while True:
        headers = {"X-API-Key": key, "Accept": "text/event-stream"}
        if last_id:
            headers["Last-Event-ID"] = last_id
        try:
            # The timeout is that of each read: heartbeats are shorter, so it ends a stream that is silent.
            with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=SILENCE_S) as answer:
                for event_id, name, data in events(answer):
                    if name == "hello":
                        failures = 0
                    if name == "unauthorized":
                        raise Refused(data["reason"])
                    if name == "reconnect":
                        pause = data["after_ms"] / 1000
                    yield name, data
                    last_id = data.get("last_id") if name == "lagged" else event_id or last_id
        except urllib.error.HTTPError as refusal:
            if refusal.code in (400, 401, 403):
                raise Refused(refusal.read().decode("utf-8")) from refusal
        except (OSError, http.client.HTTPException):
            pass
        if pause is None:
            longest = min(LONGEST_PAUSE_S, 2**failures)
            pause = longest / 2 + random.random() * longest / 2
            failures = min(failures + 1, 5)
        time.sleep(pause)
        pause = None


def main():
    for name, data in follow(sys.argv[1], os.environ["BASISWATCH_KEY"]):
        if name in ("snapshot", "update"):
            print(data["series"], data["resolution"], data["time"], data.get("value"), flush=True)
        elif name == "reset":
            print("reset:", data["reason"], file=sys.stderr)


if __name__ == "__main__":
    try:
        main()
    except Refused as refusal:
        sys.exit(f"refused: {refusal}")
    except KeyboardInterrupt:
        pass
