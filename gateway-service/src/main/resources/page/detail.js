/** The chosen series: its value, what it was made of, and its past as a chart. */
import { read } from "/assets/access.js";
import { Chart } from "/assets/chart.js";
import { facts, format, node, unitOf } from "/assets/text.js";

const find = (id) => document.getElementById(id);
const DAY = 86_400_000;
const FEW = 5;
/** What can be looked at, by the resolution of its points. */
const SPANS = {
  "1m": { length: DAY / 24, step: 60_000, caption: "Last hour, one point per minute" },
  "1h": { length: 14 * DAY, step: DAY / 24, caption: "Last 14 days, one point per hour" },
  "1d": { length: 90 * DAY, step: DAY, caption: "Last 90 days, one point per day" },
};

export class Detail {
  /** `definitions` is the catalogue by id, `now` the server's time. */
  constructor(definitions, now) {
    this.definitions = definitions;
    this.now = now;
    this.chart = new Chart(find("chart"), format);
    this.series = "";
    this.points = [];
    this.span = "1m";
    find("spans").addEventListener("click", (event) => {
      const { span } = event.target.dataset;
      if (span) {
        this.look(span, false);
      }
    });
  }

  choose(value) {
    this.series = value.series;
    this.value = value;
    const definition = this.definitions().get(value.indicator);
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
    this.paint(value);
    return this.look(value.resolution === "1d" ? "1d" : this.span, true);
  }

  /** The series' newest value. */
  paint(value) {
    this.value = value;
    find("detail-value").textContent = format(value.value);
    find("detail-unit").textContent = unitOf(value);
    find("detail-band").textContent = this.band(value);
    find("detail-simulated").hidden = !value.attributes?.simulated;
    find("detail-simulated").textContent = `simulated: ${value.attributes?.simulated?.replaceAll(",", ", ")}`;
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
  band(value) {
    const bands = this.definitions().get(value.indicator)?.bands ?? [];
    if (value.value === null) {
      return "";
    }
    return bands.filter((each) => each.from === null || value.value >= each.from).at(-1)?.text ?? "";
  }

  /** Shows a span; where that holds next to nothing and `mayWiden`, the days if there are more of them. */
  async look(span, mayWiden) {
    this.span = span;
    this.points = [];
    this.draw();
    const { series } = this;
    const found = await this.history(span);
    if (series !== this.series || span !== this.span) {
      return;
    }
    if (found.length < FEW && mayWiden && span === "1m") {
      const days = await this.history("1d");
      if (series !== this.series || span !== this.span) {
        return;
      }
      if (days.length > found.length) {
        this.span = "1d";
        this.points = days;
        this.draw();
        return;
      }
    }
    const live = this.points;
    this.points = found;
    live.forEach((point) => this.merge(point));
    this.draw();
  }

  async history(span) {
    const { asset, dimension, indicator } = this.value;
    const query = new URLSearchParams({
      asset, dimension: dimension || "none", from: Math.floor(this.now() - SPANS[span].length), resolution: span,
    });
    try {
      return (await read(`/v1/indicators/${indicator}/history?${query}`)).data;
    } catch (problem) {
      // A series that has nothing of this resolution yet is answered with 404: the chart stays empty and grows live.
      return [];
    }
  }

  /** A minute has closed. */
  minute(value) {
    if (value.series === this.series && this.span === "1m" && value.value !== null) {
      this.merge({ time: value.time, value: value.value });
      this.draw();
    }
  }

  merge(point) {
    this.points = this.points.filter((each) => each.time !== point.time).concat(point).sort((a, b) => a.time - b.time);
  }

  draw() {
    find("chart-caption").textContent = SPANS[this.span].caption;
    find("spans").querySelectorAll("button").forEach((button) =>
      button.setAttribute("aria-pressed", String(button.dataset.span === this.span)));
    this.chart.show(this.points, this.now(), find("detail-name").textContent, SPANS[this.span]);
  }
}
