/** The page: live values by asset, and one of them with its past. */
import { forget, keep, key, read } from "/assets/access.js";
import { follow } from "/assets/stream.js";
import { Detail } from "/assets/detail.js";
import { List } from "/assets/list.js";
import { ageOf, ageText } from "/assets/text.js";

/** Behind this, in milliseconds, values that come are no longer called live. */
const BEHIND = 30_000;
/** Until seconds have come for the first time, the days of the past are asked for anew this often. */
const AGAIN = 15_000;
/** When no further series has come for so long, in milliseconds, the first one is chosen. */
const SETTLED = 400;
const find = (id) => document.getElementById(id);
let catalogue = new Map();
let chosen = "";
let offset = 0;
let frame = 0;
let count = 0;
/** The time of the newest value of a second, by asset. */
const newest = new Map();
let settling = 0;

const now = () => Date.now() + offset;
const detail = new Detail(() => catalogue, now);
const list = new List(
  find("assets"),
  (indicator) => catalogue.get(indicator)?.name ?? indicator,
  (series) => choose(series, true),
);

function accept(value) {
  if (value.resolution === "1m") {
    detail.minute(value);
  } else if (value.resolution === "1s") {
    newest.set(value.asset, Math.max(newest.get(value.asset) ?? 0, value.time));
  }
  list.accept(value);
  if (value.attributes?.simulated) {
    find("simulated").hidden = false;
  }
  frame ||= requestAnimationFrame(paint);
}

/** Draws what has changed since the last frame. */
function paint() {
  frame = 0;
  if (list.rows.size !== count) {
    count = list.rows.size;
    filter();
    // The snapshot comes piece by piece; what is to stand first may be in a later one.
    clearTimeout(settling);
    settling = setTimeout(() => chosen || choose(list.first(), false), SETTLED);
  } else {
    list.paint();
  }
  const value = list.value(chosen);
  if (value && value !== detail.value) {
    detail.paint(value);
  }
}

function filter() {
  find("count").textContent = `${list.filter(find("search").value)} of ${list.rows.size} series`;
  list.paintAges(now());
  find("nothing").hidden = list.rows.size > 0;
}

function choose(series, byHand) {
  chosen = series;
  list.select(series);
  if (byHand && matchMedia("(max-width: 60rem)").matches) {
    find("detail").scrollIntoView({ block: "start" });
  }
  return detail.choose(list.value(series));
}

/* --- the connection --- */

function state(name, text) {
  find("state").dataset.state = name;
  find("state").textContent = text;
}

/** How far behind the asset is that is farthest behind, in milliseconds. */
const behindNow = () => Math.max(0, ...[...newest.values()].map((time) => ageOf({ time, resolution: "1s" }, now())));

/** Values may come and yet be old, as long as what came before them is being worked off. */
function tellAge() {
  const name = find("state").dataset.state;
  const behind = behindNow();
  if (behind > BEHIND && name !== "off" && name !== "bad") {
    state("wait", `${ageText(behind)} behind`);
  } else if (name === "wait" && newest.size && behind <= BEHIND) {
    state("live", "live");
  }
}

function event(name, content) {
  if (name === "hello") {
    offset = content.time - Date.now();
  } else if (name === "snapshot" || name === "update") {
    accept(content);
  } else if (name === "degraded") {
    state("wait", "no new values at present");
  }
}

/** Days are told by no stream until the next one ends: of series that have nothing else, the last one is asked for. */
async function readDays() {
  const assets = (await read("/v1/assets")).data.map((each) => each.asset);
  for (const asset of assets) {
    (await read(`/v1/assets/${asset}/snapshot?resolution=1d&detail=full`)).data.forEach(accept);
  }
}

function keepReadingDays() {
  readDays().catch(() => {
    // The live values are there without them; the next time may do.
  });
  setTimeout(keepReadingDays, newest.size && behindNow() < BEHIND ? 20 * AGAIN : AGAIN);
}

function ask(message) {
  find("board").hidden = true;
  find("forget").hidden = true;
  find("access").hidden = false;
  find("access-error").textContent = message;
  state("off", "not connected");
  find("key").focus();
}

async function connect() {
  try {
    const { data } = await read("/v1/indicators");
    catalogue = new Map(data.map((definition) => [definition.id, definition]));
  } catch (problem) {
    if (problem.status === 401) {
      forget();
      ask(problem.message);
      return;
    }
    state("bad", "values cannot be read; trying again");
    setTimeout(connect, 3_000);
    return;
  }
  find("access").hidden = true;
  find("board").hidden = false;
  find("forget").hidden = false;
  filter();
  keepReadingDays();
  follow("/v1/stream", {
    event,
    state: (name) => state(name, { live: "live", wait: "connecting again", bad: "disconnected, trying again" }[name]),
    refused: (problem) => {
      forget();
      ask(problem.message);
    },
  });
}

find("access").addEventListener("submit", (submit) => {
  submit.preventDefault();
  keep(find("key").value);
  find("key").value = "";
  find("access-error").textContent = "";
  connect();
});
find("forget").addEventListener("click", () => {
  forget();
  location.reload();
});
find("search").addEventListener("input", filter);
setInterval(() => {
  list.paintAges(now());
  tellAge();
}, 1_000);
setInterval(() => chosen && detail.draw(), 30_000);
if (key()) {
  connect();
} else {
  ask("");
}
