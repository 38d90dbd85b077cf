/** npm `eventsource`: the browser's interface, with a fetch of one's own for the key. It comes back by itself. */
import { EventSource } from "eventsource";
import { NAMES, key, tell, url } from "./common.mjs";

const source = new EventSource(url, {
  fetch: (address, init) => fetch(address, { ...init, headers: { ...init.headers, "X-API-Key": key } }),
});
for (const name of NAMES) {
  source.addEventListener(name, (event) => tell(name, event.lastEventId, event.data));
}
source.addEventListener("error", (event) => {
  if (source.readyState === EventSource.CLOSED) {
    process.stderr.write(`given up: ${event.code ?? ""} ${event.message ?? ""}\n`);
    process.exit(1);
  }
});
