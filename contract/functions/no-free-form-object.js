/** No object of which nothing is known: it names its properties, or says what the values of arbitrary names are. */
export default function noFreeFormObject(schema, _options, { path }) {
  const problems = [];
  check(schema, path, problems, new Set());
  return problems;
}

function check(schema, path, problems, seen) {
  if (schema === null || typeof schema !== 'object' || seen.has(schema)) {
    return;
  }
  seen.add(schema);
  const isObject = [schema.type].flat().includes('object');
  const named = schema.properties !== undefined && Object.keys(schema.properties).length > 0;
  const valued = typeof schema.additionalProperties === 'object' && Object.keys(schema.additionalProperties).length > 0;
  if (isObject && ((!named && !valued) || schema.additionalProperties === true)) {
    problems.push({ message: `An object of which nothing is known: ${path.join('.')}`, path: [...path] });
  }
  const untyped = ['type', '$ref', 'allOf', 'anyOf', 'oneOf', 'enum', 'const'].every((keyword) => !(keyword in schema));
  if (untyped) {
    problems.push({ message: `A schema that allows anything: ${path.join('.')}`, path: [...path] });
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    check(property, [...path, 'properties', name], problems, seen);
  }
  for (const keyword of ['items', 'additionalProperties']) {
    check(schema[keyword], [...path, keyword], problems, seen);
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    (schema[keyword] ?? []).forEach((part, i) => check(part, [...path, keyword, i], problems, seen));
  }
}
