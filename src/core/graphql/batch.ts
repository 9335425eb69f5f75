import DataLoader from "dataloader";
import sql, { raw, type Sql } from "sql-template-tag";
import { prepared } from "../database/prepared-statements.js";
import { columnsOf, entityOf, type EntityClass } from "../database/rows.js";
import type { Context } from "./context.js";
import { idOf } from "./ids.js";

/** The loader of this request that `token` stands for: the read itself, or a name that holds all it depends on. */
export function loaderOf<Value>(
  ctx: Context,
  token: object | string,
  read: (keys: readonly string[]) => Promise<Map<string, Value>>,
  missing: Value,
): DataLoader<string, Value> {
  let loader = ctx.loaders.get(token) as DataLoader<string, Value> | undefined;
  if (!loader) {
    loader = new DataLoader(async (keys: readonly string[]) => {
      const found = await read(keys);
      return keys.map((key) => found.get(key) ?? missing);
    });
    ctx.loaders.set(token, loader);
  }
  return loader;
}

/**
 * A read for one key that goes in one statement with all others of the same tick.
 * `read` gives what it found by key; `missing` stands for the rest.
 */
export function loader<Value, Of extends Context = Context>(
  read: (ctx: Of, keys: readonly string[]) => Promise<Map<string, Value>>,
  missing: Value,
): (ctx: Of, key: string) => Promise<Value> {
  const token = {};
  return (ctx, key) => loaderOf(ctx, token, (keys) => read(ctx, keys), missing).load(key);
}

/** The read of an entity by its id, in whatever case it is written; null when there is none that `maySee` lets the caller see. */
export function entityLoader<T extends { id: string }>(
  entity: EntityClass<T>,
  maySee: (ctx: Context) => Sql = () => sql`true`,
): (ctx: Context, id: string) => Promise<T | null> {
  const read = loader<T | null>(async (ctx, ids) => {
    const columns = columnsOf(ctx.database.source, entity, "e");
    const { tableName } = ctx.database.source.getMetadata(entity);
    const rows = await ctx.db.query<T>(
      prepared(
        sql`SELECT ${columns} FROM ${raw(`"${tableName}"`)} e WHERE e.id = ANY(${ids}::uuid[]) AND ${maySee(ctx)}`,
      ),
    );
    return new Map(rows.map((row) => [row.id, entityOf(entity, row)]));
  }, null);
  return (ctx, id) => read(ctx, idOf(id));
}

/** Rows that carry the key they belong to, grouped by it in the order they come. */
export function groupBy<Row, Value>(
  rows: Row[],
  key: (row: Row) => string,
  value: (row: Row) => Value,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(value(row));
    else groups.set(key(row), [value(row)]);
  }
  return groups;
}

/** How many rows belong to each key, all keys of a tick in one statement; `count` selects `id` and `count`. */
export const countLoader = (count: (ids: readonly string[]) => Sql): ((ctx: Context, id: string) => Promise<number>) =>
  loader<number>(async (ctx, ids) => {
    const rows = await ctx.db.query<{ id: string; count: number }>(count(ids));
    return new Map(rows.map((row) => [row.id, row.count]));
  }, 0);
