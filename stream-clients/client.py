#!/usr/bin/env python3
"""Follows the live stream with the standard library alone.

Comes back with the last id that it has seen, after the time that the server has told, longer each time in vain; takes a
stream for dead on which nothing came for two and a half heartbeats. Prints a line per event: name, id and the number
that the test has put into it, separated by tabs.
"""
import json
import os
import random
import re
import sys
import time
import urllib.error
import urllib.request

LONGEST_PAUSE_S = 30


class Stream:
    def __init__(self, url, key):
        self.url = url
        self.key = key
        self.last_id = ""
        self.retry_s = 3.0
        self.heartbeat_s = 15.0
        self.failures = 0

    def follow(self):
        """Yields (name, id, data) for as long as the process runs."""
        while True:
            try:
                yield from self.connection()
            except urllib.error.HTTPError as refusal:
                if refusal.code in (400, 401, 403):
                    raise
                self.failures += 1
            except OSError:
                self.failures += 1
            pause = min(LONGEST_PAUSE_S, self.retry_s * 2 ** min(self.failures, 4))
            time.sleep(self.retry_s if self.failures <= 1 else random.uniform(pause / 2, pause))

    def connection(self):
        headers = {"Accept": "text/event-stream", "X-API-Key": self.key}
        if self.last_id:
            headers["Last-Event-ID"] = self.last_id
        request = urllib.request.Request(self.url, headers=headers)
        with urllib.request.urlopen(request, timeout=2.5 * self.heartbeat_s) as lines:
            name, data = "", []
            for raw in lines:
                self.failures = 0
                line = raw.decode("utf-8").rstrip("\r\n")
                field, _, value = line.partition(":")
                value = value.removeprefix(" ")
                if not line:
                    if name or data:
                        yield self.event(name or "message", "\n".join(data))
                    name, data = "", []
                elif field == "id":
                    self.last_id = value
                elif field == "event":
                    name = value
                elif field == "data":
                    data.append(value)
                elif field == "retry":
                    self.retry_s = int(value) / 1000

    def event(self, name, data):
        if name == "hello":
            self.heartbeat_s = json.loads(data).get("heartbeat_s", self.heartbeat_s)
        return name, self.last_id, data


def main():
    for name, last_id, data in Stream(os.environ["STREAM_URL"], os.environ["STREAM_KEY"]).follow():
        number = re.search(r'"x_number":(\d+)', data)
        print(name, last_id or "-", number.group(1) if number else "-", sep="\t", flush=True)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
