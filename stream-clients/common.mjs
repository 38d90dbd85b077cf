/**
 * What all clients here do: they read where from the environment, and print a line per event:
 * name, id and the number that the test has put into it, separated by tabs. What is not there is a dash.
 */
export const url = required("STREAM_URL");
export const key = required("STREAM_KEY");

/** The events that are told; EventSource hands on only those that were asked for by name. */
export const NAMES = ["hello", "snapshot", "update", "resumed", "reset", "lagged", "degraded", "reconnect", "unauthorized"];

export function tell(name, id, data) {
  const number = /"x_number":(\d+)/.exec(data ?? "")?.[1];
  process.stdout.write(`${name}\t${id || "-"}\t${number ?? "-"}\n`);
}

function required(name) {
  const value = process.env[name];
  if (!value) {
    process.stderr.write(`${name} is not set\n`);
    process.exit(2);
  }
  return value;
}
