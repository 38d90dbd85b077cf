/**
 * The list of series, a table for each asset. Of each indicator one series is shown, that of all markets where there is one;
 * the others unfold beneath it, or are found by the filter.
 */
import { ageOf, ageText, format, isOld, node, unitOf } from "/assets/text.js";

/** What people look for first stands first; all else follows by name. */
const FIRST = [
  "spot_index", "futures_spot_basis_pct", "futures_basis", "basis_cm_90d", "futures_spot_basis_sma_7d",
  "funding_rate_oi_weighted", "funding_rate_8h", "funding_extreme", "open_interest_usd", "open_interest_change_24h_pct",
  "estimated_leverage_ratio", "coinbase_premium_index_pct", "taker_imbalance_index", "taker_imbalance_z_90d",
  "liquidations_long_usd", "liquidations_short_usd", "realized_vol_1d", "drawdown_30d", "risk_mode", "recovery_checklist",
];
/** Dimensions that stand for more than one market, the widest first. */
const WIDE = ["", "perp", "all", "usd"];

export class List {
  /** `names` tells what an indicator is called, `chosen` is told of a series that is picked. */
  constructor(host, names, chosen) {
    this.host = host;
    this.names = names;
    this.chosen = chosen;
    this.rows = new Map();
    this.tables = new Map();
    this.words = [];
    this.selected = "";
  }

  /** The newest value of a series; an older one, or a coarser one of a series that has finer ones, changes nothing. */
  accept(value) {
    const row = this.rows.get(value.series) ?? this.add(value);
    const isFiner = row.value.resolution === "1s" && value.resolution !== "1s";
    if (isFiner || value.time < row.value.time) {
      return;
    }
    row.moved = row.painted && value.value !== row.value.value;
    row.value = value;
    row.isStale = true;
  }

  add(value) {
    const line = node("tr");
    const name = node("td", "name");
    const pick = node("button", "pick", this.names(value.indicator));
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
    const age = node("td", "age");
    line.append(name, number, quality, age);
    const row = { line, name, number, badge, mark, age, value, key: this.key(value), painted: false };
    line.addEventListener("click", (event) => {
      if (event.target !== badge && event.target !== row.more) {
        this.chosen(row.value.series);
      }
    });
    row.text = `${value.series} ${pick.textContent}`.toLowerCase();
    this.rows.set(value.series, row);
    this.place(row);
    return row;
  }

  key(value) {
    const first = FIRST.indexOf(value.indicator);
    const wide = WIDE.indexOf(value.dimension);
    const width = wide >= 0 ? wide : value.dimension.includes(".") || value.dimension.includes("~") ? 9 : 8;
    const rank = String(first < 0 ? FIRST.length : first).padStart(2, "0");
    return `${rank} ${this.names(value.indicator)} ${width} ${value.dimension}`;
  }

  place(row) {
    const { asset, indicator } = row.value;
    const table = this.table(asset);
    let from = 0;
    let to = table.order.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (table.order[middle].key < row.key) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    table.body.insertBefore(row.line, table.order[from]?.line ?? null);
    table.order.splice(from, 0, row);
    const group = table.groups.get(indicator) ?? { open: false, count: 0, lead: row };
    table.groups.set(indicator, group);
    group.count += 1;
    group.lead = group.lead.key < row.key ? group.lead : row;
    row.group = group;
  }

  table(asset) {
    if (this.tables.has(asset)) {
      return this.tables.get(asset);
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
    section.append(node("h2", "", asset), table);
    this.tables.set(asset, { section, body: table.createTBody(), order: [], groups: new Map() });
    [...this.tables.keys()].sort().forEach((each) => this.host.append(this.tables.get(each).section));
    return this.tables.get(asset);
  }

  /** The button of an indicator's first row that shows the others. */
  fold(row) {
    const { group } = row;
    const others = group.count - 1;
    if (row !== group.lead || !others || this.words.length) {
      row.more?.remove();
      row.more = undefined;
      return;
    }
    if (!row.more) {
      row.more = node("button", "more");
      row.more.type = "button";
      row.more.addEventListener("click", () => {
        group.open = !group.open;
        this.show();
      });
      row.name.append(row.more);
    }
    row.more.textContent = group.open ? "show fewer" : `${others} more`;
    row.more.setAttribute("aria-expanded", String(group.open));
  }

  filter(text) {
    this.words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return this.show();
  }

  /** Shows what is unfolded or searched for; how many series match. */
  show() {
    let matching = 0;
    this.tables.forEach(({ section, order }) => {
      let shown = 0;
      order.forEach((row) => {
        const matches = this.words.every((word) => row.text.includes(word));
        const isShown = matches && (this.words.length > 0 || row.group.open || row === row.group.lead);
        row.line.hidden = !isShown;
        row.line.classList.toggle("under", !this.words.length && row !== row.group.lead);
        matching += matches ? 1 : 0;
        shown += isShown ? 1 : 0;
        this.fold(row);
      });
      section.hidden = shown === 0;
    });
    this.paint();
    return matching;
  }

  select(series) {
    this.selected = series;
    this.rows.forEach((row) => row.line.setAttribute("aria-selected", String(row.value.series === series)));
  }

  /** The first series that has a value; empty before there are any. */
  first() {
    const rows = [...this.tables.values()].flatMap(({ order }) => order);
    return (rows.find((row) => row.value.value !== null) ?? rows[0])?.value.series ?? "";
  }

  value(series) {
    return this.rows.get(series)?.value;
  }

  /** Draws the rows that are seen and have changed. */
  paint() {
    this.rows.forEach((row) => {
      if (row.isStale && !row.line.hidden) {
        row.isStale = false;
        this.paintRow(row);
      }
    });
  }

  paintRow(row) {
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
    row.line.classList.remove("changed");
    if (row.moved) {
      void row.line.offsetWidth;
      row.line.classList.add("changed");
    }
    row.painted = true;
  }

  paintAges(now) {
    this.rows.forEach((row) => {
      if (!row.line.hidden) {
        row.age.textContent = ageText(ageOf(row.value, now));
        row.age.toggleAttribute("data-old", isOld(row.value, now));
      }
    });
  }
}
