/** The key of this tab, and requests that carry it. */
const PLACE = "basiswatch.key";

/** The key: from the address's fragment, which no server sees and which is removed at once, or from this tab. */
export function key() {
  const given = new URLSearchParams(location.hash.slice(1)).get("key");
  if (given) {
    sessionStorage.setItem(PLACE, given.trim());
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(PLACE) ?? "";
}

export function keep(text) {
  sessionStorage.setItem(PLACE, text.trim());
}

export function forget() {
  sessionStorage.removeItem(PLACE);
}

/** A problem as the gateway describes it. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `status ${status}`);
    this.status = status;
    this.code = body.code ?? "";
  }
}

export async function problemOf(response) {
  return new Problem(response.status, await response.json().catch(() => ({})));
}

export async function read(path) {
  const response = await fetch(path, { headers: { "X-API-Key": key(), Accept: "application/json" } });
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response.json();
}
