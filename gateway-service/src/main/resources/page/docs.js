/** Readable docs, made from the OpenAPI document and, with a key, from the catalogue. */
import { key, read } from "/assets/access.js";

const find = (id) => document.getElementById(id);

function node(name, text, children = []) {
  const made = document.createElement(name);
  if (text) {
    made.textContent = text;
  }
  made.append(...children);
  return made;
}

/** Paragraphs, lists, bold and code of Markdown: what the document uses. */
function prose(markdown = "") {
  return markdown.trim().split(/\n\s*\n/).map((block) => {
    const lines = block.split("\n");
    if (!lines[0].startsWith("- ")) {
      return node("p", "", inline(lines.join(" ")));
    }
    const items = block.split(/\n?- /).slice(1);
    return node("ul", "", items.map((item) => node("li", "", inline(item.replaceAll("\n", " ")))));
  });
}

function inline(text) {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*)/).filter(Boolean).map((part) => {
    if (part.startsWith("`")) {
      return node("code", part.slice(1, -1));
    }
    return part.startsWith("**") ? node("strong", part.slice(2, -2)) : document.createTextNode(part);
  });
}

function table(titles, lines) {
  const made = node("table");
  const head = made.createTHead().insertRow();
  titles.forEach((title) => head.append(Object.assign(node("th", title), { scope: "col" })));
  const body = made.createTBody();
  lines.forEach((cells) => {
    const row = body.insertRow();
    cells.forEach((cell) => row.insertCell().append(...[cell].flat()));
  });
  return node("div", "", [made]);
}

/** Follows references within the document. */
function resolved(document, part) {
  let found = part;
  while (found?.$ref) {
    found = found.$ref.slice(2).split("/").reduce((at, name) => at?.[name.replaceAll("~1", "/")], document);
  }
  return found ?? {};
}

function shape(document, schema) {
  const found = resolved(document, schema);
  const parts = [];
  if (found.enum) {
    parts.push(found.enum.join(" | "));
  } else if (found.type) {
    parts.push([found.type].flat().join(" or "));
  }
  if (found.minimum !== undefined) {
    parts.push(`${found.minimum} to ${found.maximum}`);
  }
  if (found.default !== undefined) {
    parts.push(`default ${found.default}`);
  }
  return parts.join(", ");
}

function example(content = {}) {
  const [type, media] = Object.entries(content)[0] ?? [];
  return Object.values(media?.examples ?? {}).map((each) => {
    const value = each.value;
    const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
    return node("div", "", [node("p", `${each.summary ?? "Example"} (${type})`), node("pre", "", [node("code", text)])]);
  });
}

function operation(document, path, method, content) {
  const card = node("article");
  card.className = "card";
  card.id = content.operationId;
  const verb = node("span", method.toUpperCase());
  verb.className = "method";
  card.append(node("h3", "", [verb, node("code", path)]), node("p", content.summary), ...prose(content.description));
  const parameters = (content.parameters ?? []).map((each) => resolved(document, each));
  if (parameters.length) {
    card.append(node("h3", "Parameters"), table(["name", "in", "form", "meaning"], parameters.map((each) => [
      node("code", each.name), each.in + (each.required ? ", needed" : ""), shape(document, each.schema),
      inline(each.description ?? ""),
    ])));
  }
  const success = resolved(document, content.responses["200"]);
  card.append(...example(success.content).map((each) => node("details", "", [node("summary", "Example"), each])));
  card.append(node("h3", "Answers"), table(["status", "meaning"], Object.entries(content.responses)
    .map(([status, each]) => [status, inline(resolved(document, each).description ?? "")])));
  return card;
}

function definition(content) {
  const card = node("article");
  card.className = "card";
  card.id = `indicator-${content.id}`;
  card.append(node("h3", "", [document.createTextNode(`${content.name} `), node("code", content.id)]));
  card.append(node("p", content.description));
  const lines = [
    ["unit", content.unit], ["formula", node("code", content.formula)], ["window", content.window],
    ["inputs", content.inputs.join("; ")], ["dimensions", content.dimensions.join("; ")], ["source", content.source],
    ["version", String(content.version)],
  ].filter(([, text]) => text !== "");
  card.append(table(["", ""], lines));
  if (content.bands.length) {
    card.append(node("h3", "Bands"), table(["from", "code", "meaning"],
      content.bands.map((band) => [band.from === null ? "below" : String(band.from), node("code", band.code), band.text])));
  }
  const attributes = Object.entries(content.attributes);
  if (attributes.length) {
    card.append(node("h3", "Attributes"), table(["name", "meaning"],
      attributes.map(([name, text]) => [node("code", name), text])));
  }
  return card;
}

function contents(title, links) {
  const list = node("ul", "", links.map(([target, text]) =>
    node("li", "", [Object.assign(node("a", text), { href: `#${target}` })])));
  find("contents").append(node("strong", title), list);
}

async function catalogue() {
  const section = find("indicators");
  section.append(node("h2", "Indicators"));
  if (!key()) {
    const link = Object.assign(node("a", "the page"), { href: "/" });
    section.append(node("p", "", ["The catalogue needs a key: enter it on ", link, " and come back."]));
    return;
  }
  try {
    const { data } = await read("/v1/indicators");
    section.append(...data.map(definition));
    contents("Indicators", data.map((each) => [`indicator-${each.id}`, each.name]));
  } catch (problem) {
    section.append(node("p", `The catalogue cannot be read: ${problem.message}`));
  }
}

async function main() {
  document.querySelectorAll(".origin").forEach((each) => { each.textContent = location.origin; });
  const api = await (await fetch("/openapi?format=json")).json();
  find("introduction").append(...prose(api.info.description));
  find("operations").append(node("h2", "Operations"));
  const links = [];
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, content] of Object.entries(methods)) {
      find("operations").append(operation(api, path, method, content));
      links.push([content.operationId, content.summary]);
    }
  }
  contents("Operations", links);
  await catalogue();
  const codes = api.components.schemas.Problem.properties.code.enum;
  find("problems").append(node("h2", "Problem codes"),
    node("p", "The codes that a problem may hold; its detail says what to do."),
    node("ul", "", codes.map((code) => Object.assign(node("li", "", [node("code", code)]), { id: `problem-${code}` }))));
  contents("Problems", [["problems", "Codes"]]);
  if (location.hash) {
    document.querySelector(location.hash)?.scrollIntoView();
  }
}

main();
