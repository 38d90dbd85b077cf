/** How numbers, units, ages and elements are written. */
const UNITS = {
  percent: "%", percent_per_year: "% p.a.", basis_points: "bp", usd: "USD", usdt: "USDT", usd_per_unit: "USD",
  usdt_per_unit: "USDT", ratio: "", fraction: "", count: "", asset: "",
};
const LENGTHS = { "1s": 0, "1m": 60_000, "1h": 3_600_000, "1d": 86_400_000 };
const OLD = { "1s": 10_000, "1m": 150_000, "1h": 7_200_000, "1d": 2 * 86_400_000 };

export function format(value) {
  if (value === null || value === undefined) {
    return "–";
  }
  const size = Math.abs(value);
  const digits = size >= 1_000 ? 2 : size >= 10 ? 3 : size >= 1 ? 4 : 5;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export const unitOf = (value) => UNITS[value.unit] ?? value.unit;

/** How long ago the interval of a value was over, in milliseconds. */
export const ageOf = (value, now) => Math.max(0, now - value.time - LENGTHS[value.resolution]);

export const isOld = (value, now) => ageOf(value, now) > OLD[value.resolution];

export function ageText(millis) {
  const seconds = Math.round(millis / 1_000);
  if (seconds < 120) {
    return `${seconds} s`;
  }
  if (seconds < 7_200) {
    return `${Math.round(seconds / 60)} min`;
  }
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} d`;
}

export function node(name, className, text) {
  const made = document.createElement(name);
  if (className) {
    made.className = className;
  }
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

/** Terms and what they are, as a description list has them; what is empty is left out. */
export function facts(entries) {
  return Object.entries(entries)
    .filter(([, text]) => text !== undefined && text !== "")
    .flatMap(([name, text]) => [node("dt", "", name), node("dd", "", String(text))]);
}
