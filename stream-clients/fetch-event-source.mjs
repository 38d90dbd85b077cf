/** `@microsoft/fetch-event-source`, made for browsers: it needs a window. It ends with the stream unless onclose throws. */
import { createRequire } from "node:module";
import { key, tell, url } from "./common.mjs";

globalThis.window = globalThis;
const { fetchEventSource } = createRequire(import.meta.url)("@microsoft/fetch-event-source");

await fetchEventSource(url, {
  headers: { "X-API-Key": key },
  openWhenHidden: true,
  fetch,
  async onopen(response) {
    if (!response.ok) {
      process.stderr.write(`refused: ${response.status}\n`);
    }
  },
  onmessage(message) {
    // Comments and the retry field alone make messages without a name too.
    if (message.event) {
      tell(message.event, message.id, message.data);
    }
  },
  onclose() {
    throw new Error("the stream has ended: connect again");
  },
});
