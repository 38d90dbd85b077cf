/**
 * Follows the live stream. EventSource cannot send a key in a header, so this reads the stream by fetch and does what
 * EventSource would: it comes back by itself and names the last id that it has seen.
 */
import { key, problemOf } from "/assets/access.js";

const LONGEST_PAUSE = 30_000;

export function follow(path, on) {
  let lastId = "";
  let pause = 3_000;
  let failures = 0;
  let heartbeat = 15;

  async function connect() {
    const stop = new AbortController();
    let watch = 0;
    const alive = () => {
      clearTimeout(watch);
      watch = setTimeout(() => stop.abort(), heartbeat * 2_500);
    };
    try {
      const headers = { "X-API-Key": key(), Accept: "text/event-stream" };
      if (lastId) {
        headers["Last-Event-ID"] = lastId;
      }
      alive();
      const response = await fetch(path, { headers, signal: stop.signal, cache: "no-store" });
      if (!response.ok) {
        throw await problemOf(response);
      }
      failures = 0;
      on.state("live");
      await readAll(response.body, alive);
    } finally {
      clearTimeout(watch);
    }
  }

  async function readAll(body, alive) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) {
        return;
      }
      alive();
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      blocks.forEach(take);
    }
  }

  function take(block) {
    let name = "";
    let data = "";
    for (const line of block.split("\n")) {
      const colon = line.indexOf(": ");
      const field = line.slice(0, colon);
      const value = line.slice(colon + 2);
      if (field === "id") {
        lastId = value;
      } else if (field === "event") {
        name = value;
      } else if (field === "data") {
        data = value;
      } else if (field === "retry") {
        pause = Number(value) || pause;
      }
    }
    if (!name) {
      return;
    }
    const content = data ? JSON.parse(data) : {};
    if (name === "hello") {
      heartbeat = content.heartbeat_s ?? heartbeat;
    }
    on.event(name, content);
  }

  async function run() {
    for (;;) {
      try {
        await connect();
        on.state("wait");
      } catch (problem) {
        if (problem.status === 401) {
          on.refused(problem);
          return;
        }
        on.state("bad");
      }
      const longest = Math.min(LONGEST_PAUSE, pause * 2 ** Math.min(failures, 4));
      failures += 1;
      await new Promise((wake) => setTimeout(wake, longest / 2 + (Math.random() * longest) / 2));
    }
  }

  run();
}
