/**
 * Follows the stream in a page with EventSource. The page has no key: `ticket` is a function of yours that asks your own server,
 * which has one, for a stream ticket, and answers its text.
 *
 *   const stop = follow({
 *     url: "https://basiswatch.example.org/v1/stream",
 *     topics: ["futures_basis:BTC:*"],
 *     ticket: () => fetch("/my-server/stream-ticket", { method: "POST" }).then((answer) => answer.text()),
 *     onValue: (value, name) => console.log(name, value.series, value.value),
 *     onReset: (why) => console.log("forget everything:", why.reason),
 *   });
 */
export function follow({ url, topics, ticket, onValue, onReset = () => {}, onState = () => {} }) {
  const LONGEST_PAUSE = 30_000;
  let silence = 40_000;
  let lastId = "";
  let failures = 0;
  let source = null;
  let watch = 0;
  let stopped = false;

  const alive = () => {
    clearTimeout(watch);
    watch = setTimeout(() => again(), silence);
  };

  // EventSource would come back by itself, but with a ticket that is used: it is closed, and another one opened.
  function again(afterMillis) {
    clearTimeout(watch);
    source?.close();
    if (stopped) {
      return;
    }
    onState("waiting");
    const longest = Math.min(LONGEST_PAUSE, 1_000 * 2 ** failures);
    failures = Math.min(failures + 1, 5);
    setTimeout(open, afterMillis ?? longest / 2 + (Math.random() * longest) / 2);
  }

  async function open() {
    try {
      const query = new URLSearchParams({ topics: topics.join(","), heartbeat: "event", ticket: await ticket() });
      if (lastId) {
        query.set("last_event_id", lastId);
      }
      source = new EventSource(`${url}?${query}`);
    } catch {
      again();
      return;
    }
    alive();
    const on = (name, take) =>
      source.addEventListener(name, (event) => {
        alive();
        take(event.data ? JSON.parse(event.data) : {}, name);
        lastId = event.lastEventId || lastId;
      });
    on("hello", (hello) => {
      failures = 0;
      silence = hello.heartbeat_s * 2_500;
      onState("live");
    });
    on("snapshot", onValue);
    on("update", onValue);
    on("reset", onReset);
    on("heartbeat", () => {});
    on("resumed", () => {});
    on("degraded", () => onState("degraded"));
    on("lagged", ({ last_id }) => {
      lastId = last_id;
      again(0);
    });
    on("reconnect", ({ after_ms }) => again(after_ms));
    on("unauthorized", () => {
      stopped = true;
      again();
      onState("unauthorized");
    });
    // Ours is an event with data; the browser's own, for a connection that is gone, has none. Both mean: come back.
    source.addEventListener("error", () => again());
  }

  open();
  return () => {
    stopped = true;
    clearTimeout(watch);
    source?.close();
  };
}
