import sql, { join, raw } from "sql-template-tag";
import { loader } from "./batch.js";
import type { Context } from "./context.js";
import { idOf } from "./ids.js";
import type { Node } from "./node.js";

/** Reads a node by its id; null when there is none that the caller may see. */
interface NodeLoader {
  // A method, so that a loader of a domain may require a context with the services of that domain.
  load(ctx: Context, id: string): Promise<Node | null>;
}

/** The loaders of all types of node, by the table of their rows. */
export type NodeLoaders = Readonly<Record<string, NodeLoader["load"]>>;

/** Finds any node by its id alone. The tables of all ids of one tick are looked up in one statement. */
export class NodeRegistry {
  readonly #tableOf: (ctx: Context, id: string) => Promise<string | null>;

  constructor(private readonly loaders: NodeLoaders) {
    const tables = Object.keys(loaders);
    this.#tableOf = loader<string | null>(async (ctx, ids) => {
      const selects = tables.map(
        (table) => sql`SELECT id, ${table} AS name FROM ${raw(`"${table}"`)} WHERE id = ANY(${ids}::uuid[])`,
      );
      const rows = await ctx.db.query<{ id: string; name: string }>(join(selects, " UNION ALL "));
      return new Map(rows.map((row) => [row.id, row.name]));
    }, null);
  }

  /** The node with this id, if the caller may see it. */
  async byId(ctx: Context, id: string): Promise<Node | null> {
    const table = await this.#tableOf(ctx, idOf(id));
    return table === null ? null : this.loaders[table]!(ctx, id);
  }
}
