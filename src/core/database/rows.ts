import { raw, type Sql } from "sql-template-tag";
import type { DataSource, EntityTarget, ObjectLiteral } from "typeorm";

/** Entities as classes that can be made without arguments, as TypeORM wants them. */
export type EntityClass<T extends object = ObjectLiteral> = new () => T;

const lists = new WeakMap<DataSource, Map<string, Sql>>();

/**
 * The columns of an entity as a select list that names each by its property: `m."joined_at" AS "joinedAt"`. Those that
 * are declared with `select: false` are left out.
 */
export function columnsOf(source: DataSource, entity: EntityTarget<ObjectLiteral>, alias: string): Sql {
  const known = lists.get(source) ?? new Map<string, Sql>();
  lists.set(source, known);
  const metadata = source.getMetadata(entity);
  const key = `${metadata.tableName} ${alias}`;
  let list = known.get(key);
  if (!list) {
    const selected = metadata.columns.filter((column) => column.isSelect);
    const columns = selected.map((column) => {
      // pg cannot parse an array of an enum that it does not know, and makes a moment of a day.
      const cast = column.isArray && column.type === "enum" ? "::text[]" : column.type === "date" ? "::text" : "";
      return `${alias}."${column.databaseName}"${cast} AS "${column.propertyName}"`;
    });
    list = raw(columns.join(", "));
    known.set(key, list);
  }
  return list;
}

/** A row as an instance of its entity, so that GraphQL knows its type. */
export const entityOf = <T extends object>(entity: EntityClass<T>, row: object): T => Object.assign(new entity(), row);
