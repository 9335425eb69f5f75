import { registerEnumType } from "type-graphql";

/** What is declared of a value, at least: what it means, for the schema. */
export interface Declared {
  description: string;
}

/**
 * A closed set of names whose members the domains declare: an enum in GraphQL, and in PostgreSQL where a column holds
 * it. The type of its names grows by declaration merging, the set itself when the modules are put together, before the
 * schema and the data source are built.
 */
export class ClosedSet<Name extends string, Declaration extends Declared = Declared> {
  /** The names, in the form that type-graphql and TypeORM take for an enum. */
  readonly names = {} as Record<Name, Name>;
  readonly #declarations = {} as Record<Name, Declaration>;

  constructor(
    readonly name: string,
    description: string,
  ) {
    registerEnumType(this.names, { name, description, valuesConfig: this.#declarations });
  }

  /** Adds what one domain declares; each name belongs to one domain. */
  add(declarations: Readonly<Partial<Record<Name, Declaration>>>): void {
    for (const [name, declaration] of Object.entries(declarations) as [Name, Declaration][]) {
      if (name in this.names) throw new Error(`Two domains declare ${this.name}.${name}.`);
      this.names[name] = name;
      this.#declarations[name] = declaration;
    }
  }

  has(name: string): name is Name {
    return name in this.names;
  }

  get(name: Name): Declaration {
    return this.#declarations[name];
  }

  entries(): [Name, Declaration][] {
    return Object.entries(this.#declarations) as [Name, Declaration][];
  }
}
