const LOWER_BOUNDS = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const UPPER_BOUNDS = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];

/**
 * What of a schema's change breaks a client: of what it sends (`input`), whatever was allowed and is not any more; of what it
 * reads (`output`), whatever was certain and is not any more.
 */
export class SchemaComparison {
  constructor(before, after, direction, report) {
    this.before = before;
    this.after = after;
    this.direction = direction;
    this.report = report;
    this.seen = new Set();
  }

  compare(beforeNode, afterNode, place) {
    const visit = `${beforeNode?.$ref}|${afterNode?.$ref}`;
    if (beforeNode?.$ref !== undefined && afterNode?.$ref !== undefined) {
      if (this.seen.has(visit)) {
        return;
      }
      this.seen.add(visit);
    }
    const before = this.before.schema(beforeNode);
    const after = this.after.schema(afterNode);
    this.#types(before, after, place);
    this.#values(before, after, place);
    if (this.direction === 'input') {
      this.#bounds(before, after, place);
    }
    this.#properties(before, after, place);
    this.#alternatives(before, after, place);
    if (before.items !== undefined && after.items !== undefined) {
      this.compare(before.items, after.items, `${place}[]`);
    }
    if (typeof before.additionalProperties === 'object' && typeof after.additionalProperties === 'object') {
      this.compare(before.additionalProperties, after.additionalProperties, `${place}.*`);
    }
  }

  #types(before, after, place) {
    const [had, has] = [before, after].map((schema) => new Set([schema.type ?? []].flat()));
    if (had.size === 0 || has.size === 0) {
      return;
    }
    const covers = (types, type) => types.has(type) || (type === 'integer' && types.has('number'));
    const lost = this.direction === 'input'
      ? [...had].filter((type) => !covers(has, type))
      : [...has].filter((type) => !covers(had, type));
    if (lost.length > 0) {
      this.report(place, `the type was ${[...had].join(' or ')} and is ${[...has].join(' or ')}`);
    }
    if (before.format !== undefined && before.format !== after.format) {
      this.report(place, `the format was ${before.format} and is ${after.format ?? 'none'}`);
    }
  }

  #values(before, after, place) {
    const [had, has] = [before, after].map((schema) => schema.enum ?? ('const' in schema ? [schema.const] : undefined));
    if (this.direction === 'input') {
      const lost = had === undefined ? has : has && had.filter((value) => !has.includes(value));
      if (lost?.length > 0) {
        this.report(place, `not accepted any more but of a list: ${lost.join(', ')}`);
      }
    } else if (had !== undefined && before['x-open-enum'] !== true) {
      const added = has === undefined ? ['anything'] : has.filter((value) => !had.includes(value));
      if (added.length > 0) {
        this.report(place, `a value that clients do not know: ${added.join(', ')}`);
      }
    }
  }

  #bounds(before, after, place) {
    for (const bound of LOWER_BOUNDS.filter((name) => after[name] !== undefined)) {
      if (before[bound] === undefined || after[bound] > before[bound]) {
        this.report(place, `${bound} was ${before[bound] ?? 'none'} and is ${after[bound]}`);
      }
    }
    for (const bound of UPPER_BOUNDS.filter((name) => after[name] !== undefined)) {
      if (before[bound] === undefined || after[bound] < before[bound]) {
        this.report(place, `${bound} was ${before[bound] ?? 'none'} and is ${after[bound]}`);
      }
    }
    if (after.pattern !== undefined && after.pattern !== before.pattern) {
      this.report(place, 'the pattern has changed');
    }
    if (JSON.stringify(before.default) !== JSON.stringify(after.default)) {
      this.report(place, `the default was ${before.default ?? 'none'} and is ${after.default ?? 'none'}`);
    }
  }

  #properties(before, after, place) {
    const [had, has] = [before, after].map((schema) => schema.properties ?? {});
    const [needed, needs] = [before, after].map((schema) => schema.required ?? []);
    for (const name of Object.keys(had)) {
      if (has[name] !== undefined) {
        this.compare(had[name], has[name], `${place}.${name}`);
      } else if (this.direction === 'output' || after.additionalProperties === false) {
        this.report(`${place}.${name}`, 'is gone');
      }
    }
    const [from, to] = this.direction === 'input' ? [needs, needed] : [needed, needs];
    for (const name of from.filter((each) => !to.includes(each) && (this.direction === 'input' || has[each] !== undefined))) {
      this.report(`${place}.${name}`, this.direction === 'input' ? 'is required now' : 'is not always there any more');
    }
  }

  #alternatives(before, after, place) {
    for (const keyword of ['oneOf', 'anyOf']) {
      const [had, has] = [before, after].map((schema) => schema[keyword]);
      if (had === undefined || has === undefined) {
        if ((had === undefined) !== (has === undefined)) {
          this.report(place, `${keyword} has come or gone`);
        }
        continue;
      }
      const key = (branch) => branch.$ref ?? branch.title ?? JSON.stringify([branch.type ?? '']);
      const [hadKeys, hasKeys] = [had, has].map((branches) => branches.map(key));
      const [from, to] = this.direction === 'input' ? [hadKeys, hasKeys] : [hasKeys, hadKeys];
      from.filter((each) => !to.includes(each)).forEach((each) => {
        this.report(place, `${this.direction === 'input' ? 'not accepted any more' : 'a form that clients do not know'}: ${each}`);
      });
      had.forEach((branch, i) => {
        const same = hasKeys.indexOf(hadKeys[i]);
        if (same >= 0) {
          this.compare(branch, has[same], `${place}<${hadKeys[i].split('/').at(-1)}>`);
        }
      });
    }
  }
}
