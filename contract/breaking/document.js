/** A contract with its references resolved on the way. */
export class Document {
  constructor(root) {
    this.root = root;
  }

  /** The node itself, or what it refers to. */
  at(node) {
    let found = node;
    for (let hops = 0; found?.$ref !== undefined; hops++) {
      if (hops > 20) {
        throw new Error(`a reference leads nowhere: ${node.$ref}`);
      }
      found = found.$ref
        .slice(2)
        .split('/')
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
        .reduce((parent, step) => parent?.[step], this.root);
      if (found === undefined) {
        throw new Error(`a reference leads nowhere: ${node.$ref}`);
      }
    }
    return found;
  }

  /** One schema for an `allOf`: what all of its parts ask for together. */
  schema(node) {
    const schema = this.at(node) ?? {};
    if (schema.allOf === undefined) {
      return schema;
    }
    const { allOf, ...rest } = schema;
    return [...allOf.map((part) => this.schema(part)), rest].reduce(
      (whole, part) => ({
        ...whole,
        ...part,
        properties: { ...whole.properties, ...part.properties },
        required: [...new Set([...(whole.required ?? []), ...(part.required ?? [])])],
      }),
      {},
    );
  }
}
