import type { Sql } from "sql-template-tag";
import { sha256 } from "../sha256.js";

/** Each is kept by every connection: what would be more than this is not prepared. */
const max = 200;

const marked = new WeakSet<Sql>();

/**
 * Marks a statement that is sent often, always in the same words, and best done in the same way whatever its values, as
 * a read by ids: on the pool it is parsed and planned once a connection.
 */
export function prepared(statement: Sql): Sql {
  marked.add(statement);
  return statement;
}

/** The names under which one process prepares statements: of their text, so that no name ever stands for two. */
export class PreparedStatements {
  readonly #names = new Map<string, string>();
  #givenUp = false;

  /** Undefined for a statement that is not to be prepared. */
  nameOf(statement: Sql, text: string): string | undefined {
    if (this.#givenUp || !marked.has(statement)) return undefined;
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= max) return known;
    const name = `ino_${sha256(text).toString("hex").slice(0, 24)}`;
    this.#names.set(text, name);
    return name;
  }

  /** For a pooler of transactions that does not know prepared statements: from now on there are none. */
  giveUp(): void {
    this.#givenUp = true;
  }
}
