/**
 * Chromium's own EventSource. It can send no header, so a page opens a stream with a ticket, which is good for one time:
 * where the browser has given up, the page asks for another and goes on with the id that it has seen last.
 */
import { chromium } from "playwright-core";
import { NAMES, key, tell, url } from "./common.mjs";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
const page = await browser.newPage();
await page.exposeFunction("tell", tell);
await page.goto(new URL("/", url).href);
await page.evaluate(follow, { path: new URL(url).pathname + new URL(url).search, key, names: NAMES });
process.on("SIGTERM", () => browser.close().then(() => process.exit(0)));

/** Runs in the page. In a real one the ticket comes from one's own server, which has the key. */
function follow({ path, key, names }) {
  let lastId = "";

  async function ticket() {
    const answer = await fetch("/v1/stream-tickets", {
      method: "POST",
      headers: { "X-API-Key": key, "Content-Type": "application/json" },
      body: JSON.stringify({ topics: ["*"], origin: location.origin }),
    });
    if (!answer.ok) {
      throw new Error(`no ticket: ${answer.status}`);
    }
    return (await answer.json()).ticket;
  }

  async function connect() {
    try {
      const address = new URL(path, location.href);
      address.searchParams.set("ticket", await ticket());
      if (lastId) {
        address.searchParams.set("last_event_id", lastId);
      }
      open(address);
    } catch (failure) {
      console.warn(failure);
      setTimeout(connect, 500 + Math.random() * 1_000);
    }
  }

  function open(address) {
    const source = new EventSource(address);
    for (const name of names) {
      source.addEventListener(name, (event) => {
        lastId = event.lastEventId || lastId;
        window.tell(name, event.lastEventId, event.data);
      });
    }
    source.addEventListener("error", () => {
      // The browser would come back with the ticket that is used up.
      source.close();
      setTimeout(connect, 500 + Math.random() * 1_000);
    });
  }

  connect();
}
