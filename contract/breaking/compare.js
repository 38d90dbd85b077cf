import { Document } from './document.js';
import { SchemaComparison } from './schemas.js';

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

/**
 * What a client that was made for the contract `before` cannot do, or cannot rely on, with `after`: a list of `{place, what}`, empty where
 * `after` only adds to it.
 */
export function breakingChanges(before, after) {
  const changes = [];
  const comparison = new Comparison(new Document(before), new Document(after), (place, what) => changes.push({ place, what }));
  comparison.paths();
  return changes;
}

class Comparison {
  constructor(before, after, report) {
    this.before = before;
    this.after = after;
    this.report = report;
  }

  paths() {
    for (const [path, had] of Object.entries(this.before.root.paths ?? {})) {
      const has = this.after.root.paths?.[path];
      for (const method of METHODS.filter((each) => had[each] !== undefined)) {
        const place = `${method.toUpperCase()} ${path}`;
        if (has?.[method] === undefined) {
          this.report(place, 'is gone');
        } else {
          this.#operation(had, has, method, place);
        }
      }
    }
  }

  #operation(hadPath, hasPath, method, place) {
    const [had, has] = [hadPath[method], hasPath[method]];
    if (had.operationId !== has.operationId) {
      this.report(place, `the operationId was ${had.operationId} and is ${has.operationId}: generated clients name it so`);
    }
    this.#security(had, has, place);
    this.#parameters([hadPath, had], [hasPath, has], place);
    this.#body(had, has, place);
    this.#responses(had, has, place);
  }

  #security(had, has, place) {
    const schemes = (operation, document) =>
      (operation.security ?? document.root.security ?? []).map((each) => Object.keys(each).sort().join('+'));
    const accepted = schemes(has, this.after);
    const required = schemes(had, this.before);
    if (required.length === 0 && accepted.length > 0) {
      this.report(place, 'needs a key now');
    }
    required.filter((each) => accepted.length > 0 && !accepted.includes(each)).forEach((each) => {
      this.report(place, `does not take the key as ${each} any more`);
    });
  }

  #parameters(hadIn, hasIn, place) {
    const named = (document, owners) =>
      new Map(owners.flatMap((owner) => owner.parameters ?? [])
        .map((each) => document.at(each))
        .map((each) => [`${each.in} parameter ${each.name}`, each]));
    const had = named(this.before, hadIn);
    const has = named(this.after, hasIn);
    for (const [name, parameter] of had) {
      const now = has.get(name);
      if (now === undefined) {
        this.report(`${place}: ${name}`, 'is gone, and parameters that are not known are refused');
        continue;
      }
      if (now.required && !parameter.required) {
        this.report(`${place}: ${name}`, 'is required now');
      }
      this.#schemas('input').compare(parameter.schema, now.schema, `${place}: ${name}`);
    }
    for (const [name, parameter] of has) {
      if (parameter.required && !had.has(name)) {
        this.report(`${place}: ${name}`, 'is new and required');
      }
    }
  }

  #body(hadOperation, hasOperation, place) {
    const had = this.before.at(hadOperation.requestBody);
    const has = this.after.at(hasOperation.requestBody);
    if (has?.required && !had?.required) {
      this.report(`${place}: body`, 'is required now');
    }
    for (const [type, content] of Object.entries(had?.content ?? {})) {
      const now = has?.content?.[type];
      if (now === undefined) {
        this.report(`${place}: body ${type}`, 'is not taken any more');
      } else {
        this.#schemas('input').compare(content.schema, now.schema, `${place}: body ${type}`);
      }
    }
  }

  #responses(hadOperation, hasOperation, place) {
    for (const [status, node] of Object.entries(hadOperation.responses ?? {})) {
      const had = this.before.at(node);
      const has = this.after.at(hasOperation.responses?.[status]);
      if (has === undefined) {
        // A refusal that does not happen any more harms nobody.
        if (/^[23]/.test(status)) {
          this.report(`${place}: ${status}`, 'is gone');
        }
        continue;
      }
      this.#headers(had, has, `${place}: ${status}`);
      for (const [type, content] of Object.entries(had.content ?? {})) {
        const now = has.content?.[type];
        if (now === undefined) {
          this.report(`${place}: ${status} ${type}`, 'is gone');
        } else {
          this.#schemas('output').compare(content.schema, now.schema, `${place}: ${status} ${type}`);
        }
      }
    }
  }

  #headers(hadResponse, hasResponse, place) {
    for (const [name, node] of Object.entries(hadResponse.headers ?? {})) {
      const had = this.before.at(node);
      const has = this.after.at(hasResponse.headers?.[name]);
      if (has === undefined) {
        this.report(`${place}: header ${name}`, 'is gone');
      } else if (had.required && !has.required) {
        this.report(`${place}: header ${name}`, 'is not always there any more');
      } else {
        this.#schemas('output').compare(had.schema, has.schema, `${place}: header ${name}`);
      }
    }
  }

  #schemas(direction) {
    return new SchemaComparison(this.before, this.after, direction, this.report);
  }
}
