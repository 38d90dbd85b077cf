/**
 * Whatever a client sends has a bound: texts a greatest length and a form, whole numbers a range, lists a greatest length, objects
 * with names of the client's own a greatest number of them. Schemas are seen with their references resolved.
 */
export default function boundedInput(schema, _options, { path }) {
  const problems = [];
  check(schema, path, problems);
  return problems;
}

function check(schema, path, problems) {
  if (schema === null || typeof schema !== 'object') {
    return;
  }
  const types = [schema.type].flat().filter(Boolean);
  const fixed = 'enum' in schema || 'const' in schema;
  const missing = (name) => problems.push({ message: `Input without ${name}: ${path.join('.')}`, path: [...path] });
  if (types.includes('string') && !fixed) {
    if (schema.maxLength === undefined) missing('maxLength');
    if (schema.pattern === undefined && schema.format === undefined) missing('pattern or format');
  }
  const whole = types.includes('integer') || (types.includes('number') && schema.format !== 'double');
  if (whole && !fixed) {
    if (schema.minimum === undefined && schema.exclusiveMinimum === undefined) missing('minimum');
    if (schema.maximum === undefined && schema.exclusiveMaximum === undefined) missing('maximum');
  }
  if (types.includes('array')) {
    if (schema.maxItems === undefined) missing('maxItems');
    check(schema.items, [...path, 'items'], problems);
  }
  if (typeof schema.additionalProperties === 'object') {
    if (schema.maxProperties === undefined) missing('maxProperties');
    check(schema.additionalProperties, [...path, 'additionalProperties'], problems);
  }
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    check(property, [...path, 'properties', name], problems);
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    (schema[keyword] ?? []).forEach((part, i) => check(part, [...path, keyword, i], problems));
  }
}
