/** The page: live values by asset, and the last hour of one of them. */
import { forget, keep, key, read } from "/assets/access.js";
import { follow } from "/assets/stream.js";
import { Chart } from "/assets/chart.js";

const HOUR = 3_600_000;
const OLD = 10_000;
const UNITS = {
  percent: "%", percent_per_year: "% p.a.", basis_points: "bp", usd: "USD", usdt: "USDT", usd_per_unit: "USD",
  usdt_per_unit: "USDT", ratio: "", fraction: "", count: "", asset: "",
};
const find = (id) => document.getElementById(id);
const rows = new Map();
const groups = new Map();
const changed = new Set();
let catalogue = new Map();
let chosen = "";
let minutes = [];
let offset = 0;
let frame = 0;

const format = (value) => {
  if (value === null || value === undefined) {
    return "–";
  }
  const size = Math.abs(value);
  const digits = size >= 1_000 ? 2 : size >= 10 ? 3 : size >= 1 ? 4 : 5;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
};
const now = () => Date.now() + offset;
const unitOf = (value) => UNITS[value.unit] ?? value.unit;
const chart = new Chart(find("chart"), format);

function age(value) {
  const seconds = Math.max(0, Math.round((now() - value.time) / 1_000));
  if (seconds < 120) {
    return `${seconds} s`;
  }
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}

function node(name, className, text) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

/* --- the list --- */

function group(asset) {
  if (groups.has(asset)) {
    return groups.get(asset);
  }
  const section = node("section", "asset card");
  section.setAttribute("aria-label", asset);
  const table = node("table");
  const head = table.createTHead().insertRow();
  ["Indicator", "Value", "Quality", "Age"].forEach((title, column) => {
    const cell = node("th", ["", "number", "quality", "age"][column], title);
    cell.scope = "col";
    head.append(cell);
  });
  const body = table.createTBody();
  section.append(node("h2", "", asset), table);
  groups.set(asset, { section, body });
  [...groups.keys()].sort().forEach((each) => find("assets").append(groups.get(each).section));
  return groups.get(asset);
}

function addRow(value) {
  const line = node("tr");
  const name = node("td", "name");
  const pick = node("button", "pick", catalogue.get(value.indicator)?.name ?? value.indicator);
  pick.type = "button";
  pick.append(node("small", "", value.dimension || value.indicator));
  name.append(pick);
  const number = node("td", "number");
  const quality = node("td", "quality");
  const badge = node("button", "badge");
  badge.type = "button";
  const mark = node("small", "simulated", "simulated");
  mark.hidden = true;
  quality.append(badge, mark);
  const ageCell = node("td", "age");
  line.append(name, number, quality, ageCell);
  const row = { line, number, badge, mark, ageCell, value };
  line.addEventListener("click", (event) => {
    if (event.target !== badge) {
      choose(value.series, true);
    }
  });
  rows.set(value.series, row);
  const { body } = group(value.asset);
  const key = (each) => `${catalogue.get(each.indicator)?.name ?? each.indicator} ${each.dimension}`;
  const after = [...body.rows].find((other) => key(rows.get(other.dataset.series).value) > key(value));
  line.dataset.series = value.series;
  body.insertBefore(line, after ?? null);
  return row;
}

function accept(value) {
  if (value.resolution === "1m") {
    addMinute(value);
    return;
  }
  const row = rows.get(value.series) ?? addRow(value);
  if (value.time < row.value.time) {
    return;
  }
  row.moved = row.shown !== undefined && value.value !== row.value.value;
  row.value = value;
  changed.add(row);
  frame ||= requestAnimationFrame(paint);
}

/** Draws what has changed since the last frame. */
function paint() {
  frame = 0;
  changed.forEach(paintRow);
  const added = [...changed].some((row) => row.shown === undefined);
  changed.forEach((row) => { row.shown = true; });
  changed.clear();
  if (added) {
    filter();
  }
  if (!chosen && rows.size) {
    choose(first(), false);
  }
}

function paintRow(row) {
  const { value } = row;
  row.number.replaceChildren(format(value.value), node("small", "", unitOf(value)));
  row.badge.textContent = value.quality;
  row.badge.dataset.quality = value.quality;
  const reasons = value.reasons.join(" · ");
  if (reasons) {
    row.badge.dataset.reasons = reasons;
  } else {
    delete row.badge.dataset.reasons;
  }
  const venues = value.attributes?.simulated;
  row.mark.hidden = !venues;
  row.mark.title = venues ? `Of simulated venues: ${venues}` : "";
  row.badge.setAttribute("aria-label", `Quality ${value.quality}${reasons ? `: ${reasons}` : ""}`);
  paintAge(row);
  row.line.classList.remove("changed");
  if (row.moved) {
    void row.line.offsetWidth;
    row.line.classList.add("changed");
  }
  if (value.series === chosen) {
    paintDetail(value);
  }
}

function paintAge(row) {
  row.ageCell.textContent = age(row.value);
  row.ageCell.toggleAttribute("data-old", now() - row.value.time > OLD);
}

function filter() {
  const words = find("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  rows.forEach((row) => {
    const text = `${row.value.series} ${row.line.querySelector(".pick").textContent}`.toLowerCase();
    row.line.hidden = !words.every((word) => text.includes(word));
    shown += row.line.hidden ? 0 : 1;
  });
  groups.forEach(({ section, body }) => { section.hidden = [...body.rows].every((line) => line.hidden); });
  find("count").textContent = `${shown} of ${rows.size} series`;
  find("nothing").hidden = rows.size > 0;
}

/* --- the chosen series --- */

/** The first series of the list that has a value. */
function first() {
  const lines = [...document.querySelectorAll("#assets tbody tr")].map((line) => rows.get(line.dataset.series).value);
  return (lines.find((value) => value.value !== null) ?? lines[0]).series;
}

async function choose(series, byHand) {
  chosen = series;
  minutes = [];
  rows.forEach((row) => row.line.setAttribute("aria-selected", String(row.value.series === series)));
  const { value } = rows.get(series);
  const definition = catalogue.get(value.indicator);
  if (find("detail").hidden) {
    find("detail").hidden = false;
    find("about").open = !matchMedia("(max-width: 60rem)").matches;
  }
  find("detail-asset").textContent = value.asset;
  find("detail-name").textContent = definition?.name ?? value.indicator;
  find("detail-text").textContent = definition?.description ?? "";
  find("detail-facts").replaceChildren(...facts({
    Series: value.dimension, Formula: definition?.formula, Window: definition?.window, Source: definition?.source,
  }));
  paintDetail(value);
  drawChart();
  if (byHand && matchMedia("(max-width: 60rem)").matches) {
    find("detail").scrollIntoView({ block: "start" });
  }
  await readHour(value);
}

function facts(entries) {
  return Object.entries(entries)
    .filter(([, text]) => text !== undefined && text !== "")
    .flatMap(([name, text]) => [node("dt", "", name), node("dd", "", String(text))]);
}

function paintDetail(value) {
  find("detail-value").textContent = format(value.value);
  find("detail-unit").textContent = unitOf(value);
  find("detail-band").textContent = band(value);
  const reasons = find("detail-reasons");
  reasons.hidden = !value.reasons.length;
  reasons.textContent = `${value.quality}: ${value.reasons.join(" · ")}`;
  const head = node("tr");
  ["source", "kind", "value", "weight"].forEach((title) => head.append(node("th", "", title)));
  const inputs = value.inputs.map((input) => {
    const line = node("tr");
    line.append(node("td", "", input.source), node("td", "", input.kind), node("td", "", format(input.value)),
      node("td", "", input.excluded ? `out: ${input.excluded}` : format(input.weight)));
    return line;
  });
  find("detail-inputs").replaceChildren(head, ...inputs);
  const texts = Object.entries(value.attributes).map(([name, content]) =>
    [name, typeof content === "number" && !Number.isInteger(content) ? format(content) : String(content)]);
  find("detail-attributes").replaceChildren(...facts(Object.fromEntries(texts)));
}

/** What the catalogue says that such a value means. */
function band(value) {
  const bands = catalogue.get(value.indicator)?.bands ?? [];
  if (value.value === null) {
    return "";
  }
  return bands.filter((each) => each.from === null || value.value >= each.from).at(-1)?.text ?? "";
}

async function readHour(value) {
  const query = new URLSearchParams({
    asset: value.asset, dimension: value.dimension || "none", from: Math.floor(now() - HOUR), resolution: "1m",
  });
  try {
    const history = await read(`/v1/indicators/${value.indicator}/history?${query}`);
    if (history.series === chosen) {
      const live = minutes;
      minutes = history.data;
      live.forEach(merge);
    }
  } catch (problem) {
    // A series that has no closed minute yet is answered with 404: the chart stays empty and grows live.
  }
  if (value.series === chosen) {
    drawChart();
  }
}

function addMinute(value) {
  if (value.series === chosen && value.value !== null) {
    merge({ time: value.time, value: value.value });
    drawChart();
  }
}

function merge(point) {
  minutes = minutes.filter((each) => each.time !== point.time).concat(point).sort((a, b) => a.time - b.time);
}

function drawChart() {
  chart.show(minutes, now(), find("detail-name").textContent);
}

/* --- the connection --- */

function state(name, text) {
  find("state").dataset.state = name;
  find("state").textContent = text;
}

function event(name, content) {
  if (name === "hello") {
    offset = content.time - Date.now();
  } else if (name === "snapshot" || name === "update") {
    accept(content);
    if (find("state").dataset.state === "wait") {
      state("live", "live");
    }
  } else if (name === "degraded") {
    state("wait", "no new values at present");
  }
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
setInterval(() => rows.forEach(paintAge), 1_000);
setInterval(() => chosen && drawChart(), 30_000);
if (key()) {
  connect();
} else {
  ask("");
}
