import DataLoader from "dataloader";
import sql, { raw, type Sql } from "sql-template-tag";
import { prepared } from "../database/prepared-statements.js";
import { columnsOf, entityOf, type EntityClass } from "../database/rows.js";
import type { Context } from "./context.js";
import { idOf } from "./ids.js";

/** The loader of this request for `token`: an object per read, or a name with all that the read depends on. */
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
 * Reads the value of one key, in one statement with all other keys of the same tick.
 * `read` returns the values found, by key; the others get `missing`.
 */
export function loader<Value, Of extends Context = Context>(
  read: (ctx: Of, keys: readonly string[]) => Promise<Map<string, Value>>,
  missing: Value,
): (ctx: Of, key: string) => Promise<Value> {
  const token = {};
  return (ctx, key) => loaderOf(ctx, token, (keys) => read(ctx, keys), missing).load(key);
}

/** Reads an entity by its id, in either letter case; null when there is none or `maySee` hides it from the caller. */
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

/** Groups rows by their key; within a group they stay in order. */
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

/** Counts the rows of a key, all keys of a tick in one statement; `count` selects `id` and `count`. */
export const countLoader = (
  count: (ctx: Context, ids: readonly string[]) => Sql,
): ((ctx: Context, id: string) => Promise<number>) =>
  loader<number>(async (ctx, ids) => {
    const rows = await ctx.db.query<{ id: string; count: number }>(count(ctx, ids));
    return new Map(rows.map((row) => [row.id, row.count]));
  }, 0);
