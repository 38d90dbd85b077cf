/** A line chart of a span of equal steps: a gap in the data is a gap in the line. */
const NAMESPACE = "http://www.w3.org/2000/svg";
const MINUTE = 60_000;
const DAY = 86_400_000;
const PAD = { left: 8, right: 62, top: 14, bottom: 22 };

function element(name, attributes, text) {
  const node = document.createElementNS(NAMESPACE, name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  if (text !== undefined) {
    node.textContent = text;
  }
  return node;
}

/** Three to six round numbers that cover the range. */
function ticks(low, high) {
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((each) => each >= rough);
  const found = [];
  for (let at = Math.ceil(low / step) * step; at <= high + step * 1e-9; at += step) {
    found.push(Math.abs(at) < step * 1e-9 ? 0 : at);
  }
  const decimals = Math.max(0, Math.ceil(-Math.log10(power) - 1e-9)) + (step === 2.5 * power ? 1 : 0);
  return { found, decimals: Math.min(8, decimals) };
}

function range(points) {
  let low = Math.min(...points.map((point) => point.value));
  let high = Math.max(...points.map((point) => point.value));
  const spread = high - low || Math.abs(high) * 0.001 || 1;
  return { low: low - spread * 0.08, high: high + spread * 0.08 };
}

function clock(time) {
  return new Date(time).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

/** Days begin in UTC, as those of the values do. */
function date(time) {
  return new Date(time).toLocaleDateString("en", { month: "short", day: "numeric", timeZone: "UTC" });
}

export class Chart {
  constructor(host, format) {
    this.host = host;
    this.format = format;
    this.points = [];
    this.chosen = -1;
    this.label = "";
    host.addEventListener("pointermove", (event) => this.choose(event.clientX));
    host.addEventListener("pointerdown", (event) => this.choose(event.clientX));
    host.addEventListener("pointerleave", () => this.move(-1));
    host.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.draw()).observe(host);
  }

  /** Points are {time, value} in order, `span.step` apart; the chart ends at `now` and is `span.length` long. */
  show(points, now, label, span) {
    this.points = points.filter((point) => point.time > now - span.length - span.step);
    this.now = now;
    this.label = label;
    this.span = span;
    this.draw();
  }

  draw() {
    const width = this.host.clientWidth;
    const height = this.host.clientHeight;
    this.host.replaceChildren();
    if (!this.points.length || !width) {
      const empty = document.createElement("p");
      empty.className = "empty";
      empty.textContent = this.label ? "Nothing closed in this time yet." : "";
      this.host.append(empty);
      return;
    }
    const { low, high } = range(this.points);
    const start = this.now - this.span.length;
    this.x = (time) => PAD.left + ((time - start) / this.span.length) * (width - PAD.left - PAD.right);
    this.y = (value) => PAD.top + ((high - value) / (high - low)) * (height - PAD.top - PAD.bottom);
    const svg = element("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", tabindex: "0" });
    svg.setAttribute("aria-label", this.summary());
    this.axes(svg, low, high, start, width, height);
    svg.append(element("path", { class: "curve", d: this.path() }));
    const last = this.points.at(-1);
    svg.append(element("circle", { class: "dot", r: 3.5, cx: this.x(last.time), cy: this.y(last.value) }));
    this.host.append(svg);
    this.cross(svg, height);
  }

  summary() {
    const values = this.points.map((point) => point.value);
    const [lowest, highest] = [Math.min(...values), Math.max(...values)].map(this.format);
    return `${this.label}: ${values.length} points, from ${lowest} to ${highest}, last ${this.format(values.at(-1))}. `
      + "Arrow keys move through them.";
  }

  axes(svg, low, high, start, width, height) {
    const { found, decimals } = ticks(low, high);
    for (const value of found) {
      const y = this.y(value);
      svg.append(element("line", { class: value === 0 ? "zero" : "grid", x1: PAD.left, x2: width - PAD.right, y1: y, y2: y }));
      const text = value.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
      svg.append(element("text", { x: width - PAD.right + 6, y: y + 4 }, text));
    }
    const every = { [MINUTE]: 15 * MINUTE, [DAY / 24]: 3 * DAY, [DAY]: 20 * DAY }[this.span.step];
    for (let time = Math.ceil(start / every) * every; time <= this.now; time += every) {
      const x = Math.max(PAD.left, this.x(time));
      svg.append(element("line", { class: "grid", x1: x, x2: x, y1: PAD.top, y2: height - PAD.bottom }));
      svg.append(element("text", { x, y: height - 5, "text-anchor": x < 24 ? "start" : "middle" },
        this.span.step === MINUTE ? clock(time) : date(time)));
    }
  }

  path() {
    let before = -Infinity;
    return this.points
      .map((point, index) => {
        const joined = point.time - before <= this.span.step;
        before = point.time;
        const next = this.points[index + 1];
        const alone = !joined && !(next && next.time - point.time <= this.span.step);
        const at = `${this.x(point.time).toFixed(1)} ${this.y(point.value).toFixed(1)}`;
        return (joined ? "L" : "M") + at + (alone ? "h0.1" : "");
      })
      .join("");
  }

  choose(clientX) {
    if (!this.points.length || !this.x) {
      return;
    }
    const at = clientX - this.host.getBoundingClientRect().left;
    const distances = this.points.map((point) => Math.abs(this.x(point.time) - at));
    this.move(distances.indexOf(Math.min(...distances)));
  }

  key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step && this.points.length) {
      event.preventDefault();
      const from = this.chosen < 0 ? this.points.length : this.chosen;
      this.move(Math.max(0, Math.min(this.points.length - 1, from + step)));
      this.host.querySelector("svg")?.focus();
    }
  }

  move(index) {
    if (index !== this.chosen) {
      this.chosen = index;
      const svg = this.host.querySelector("svg");
      if (svg) {
        this.cross(svg, this.host.clientHeight);
      }
    }
  }

  /** The line and the label of the point that is pointed at. */
  cross(svg, height) {
    svg.querySelectorAll(".chosen").forEach((node) => node.remove());
    this.host.querySelector(".tip")?.remove();
    const point = this.points[this.chosen];
    if (!point) {
      return;
    }
    const x = this.x(point.time);
    svg.append(element("line", { class: "cross chosen", x1: x, x2: x, y1: PAD.top, y2: height - PAD.bottom }));
    svg.append(element("circle", { class: "dot chosen", r: 4, cx: x, cy: this.y(point.value) }));
    const tip = document.createElement("div");
    tip.className = "tip";
    tip.setAttribute("role", "status");
    const when = { [MINUTE]: clock, [DAY]: date }[this.span.step]?.(point.time) ?? `${date(point.time)} ${clock(point.time)}`;
    tip.textContent = `${when}  ${this.format(point.value)}${point.derived_from ? "  imported" : ""}`;
    this.host.append(tip);
    tip.style.left = `${Math.max(0, Math.min(x - tip.offsetWidth / 2, this.host.clientWidth - tip.offsetWidth))}px`;
  }
}
