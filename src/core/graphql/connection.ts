import sql, { empty, join, raw, type Sql } from "sql-template-tag";
import { Field, Int, ObjectType, type ClassType } from "type-graphql";
import { columnsOf, entityOf, type EntityClass } from "../database/rows.js";
import { groupBy, loaderOf } from "./batch.js";
import type { Context } from "./context.js";
import {
  encodeCursor,
  PageInfo,
  pageRequest,
  type ConnectionArgs,
  type Cursor,
  type KeyForm,
  type PageRequest,
} from "./pagination.js";

/** The order of a list: by a sort key, then by id, both in the same direction, so that the order is total. */
export interface Order {
  name: string;
  key: Sql;
  form: KeyForm;
  descending: boolean;
}

/** A list in SQL. `e` is the alias of its nodes' table. */
export interface List<T extends object> {
  /** Identifies this list among all lists of a request; it includes the values that `where` depends on. */
  name: string;
  node: EntityClass<T>;
  /** The FROM clause, when it is more than the table of the nodes. */
  from?: Sql;
  where?: Sql[];
  order: Order;
  /** Additional columns for the edge. */
  edge?: Sql;
}

export interface Edge<T> {
  cursor: string;
  node: T;
}

const keyTypes: Record<KeyForm, string> = { time: "timestamptz", text: "text", number: "bigint" };

/** A page of a list, in the shape of a Relay connection. */
@ObjectType()
export abstract class Page<T> {
  @Field(() => PageInfo, {
    description: "The position of this page in the list, for fetching the pages before and after it.",
  })
  pageInfo: PageInfo;

  edges: Edge<T>[];
  count: () => Promise<number>;

  @Field(() => Int, {
    description: "Number of items in the whole list, all pages together; counted only when this field is selected.",
  })
  totalCount(): Promise<number> {
    return this.count();
  }
}

/** Creates the connection and edge types of a node type. `EdgeFields` declares the fields of the relation itself. */
export function connectionType<T extends object, E extends object = object>(
  name: string,
  node: () => ClassType<T>,
  EdgeFields: ClassType<E> = class {} as ClassType<E>,
): ClassType<Page<T>> {
  const nodes = node;
  const base = EdgeFields as ClassType<object>;

  @ObjectType(`${name}Edge`, { description: `An edge of a list of \`${name}\`: one item with its cursor.` })
  class EdgeType extends base {
    @Field(() => String, { description: "Opaque cursor of this item, for the arguments `after` and `before`." })
    cursor: string;

    @Field(nodes, { description: "The item of this edge." })
    node: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of \`${name}\`.` })
  class ConnectionType extends Page<T> {
    @Field(() => [EdgeType], { description: "The items of this page with their cursors, in the order of the list." })
    declare edges: EdgeType[];

    @Field(() => [nodes()], { description: "The items of this page without their cursors, in the order of the list." })
    get nodes(): T[] {
      return this.edges.map((edge) => edge.node);
    }
  }
  return ConnectionType;
}

/** A page of a list without a parent, such as all ideas. */
export async function pageOf<T extends object, C extends Page<T>>(
  ctx: Context,
  Connection: ClassType<C>,
  list: List<T>,
  args: ConnectionArgs,
): Promise<C> {
  const request = pageRequest(args, list.order.name, list.order.form);
  const rows = await ctx.db.query<PageRow>(selectPage(ctx, list, request, []));
  return toPage(Connection, list.order, request, rows, nodeOf(list), async () => {
    const [row] = await ctx.db.query<{ count: number }>(
      sql`SELECT count(*)::int AS count FROM ${fromOf(ctx, list)} ${whereAll(list.where ?? [])}`,
    );
    return row!.count;
  });
}

/**
 * A page of a list that belongs to a parent, such as a member's ideas. The pages that are requested for several parents
 * in the same tick are read in one statement. `parent` is the column that holds the parent's id.
 */
export async function pageUnder<T extends object, C extends Page<T>>(
  ctx: Context,
  Connection: ClassType<C>,
  list: List<T>,
  parent: Sql,
  parentId: string,
  args: ConnectionArgs,
): Promise<C> {
  const request = pageRequest(args, list.order.name, list.order.form);
  const pages = loaderOf<PageRow[]>(
    ctx,
    `${list.name} ${list.order.name} ${JSON.stringify(request)}`,
    async (ids) => {
      const rows = await ctx.db.query<PageRow & { parentId: string }>(sql`
        SELECT parent.id AS "parentId", page.*
        FROM unnest(${ids}::uuid[]) AS parent (id)
        CROSS JOIN LATERAL (${selectPage(ctx, list, request, [sql`${parent} = parent.id`])}) AS page`);
      return groupBy(
        rows,
        (row) => row.parentId,
        ({ parentId: _, ...row }) => row,
      );
    },
    [],
  );
  const counts = loaderOf<number>(
    ctx,
    `${list.name} count`,
    async (ids) => {
      const rows = await ctx.db.query<{ id: string; count: number }>(sql`
        SELECT ${parent} AS id, count(*)::int AS count FROM ${fromOf(ctx, list)}
        ${whereAll([...(list.where ?? []), sql`${parent} = ANY(${ids}::uuid[])`])} GROUP BY 1`);
      return new Map(rows.map((row) => [row.id, row.count]));
    },
    0,
  );
  return toPage(Connection, list.order, request, await pages.load(parentId), nodeOf(list), () => counts.load(parentId));
}

const nodeOf =
  <T extends object>({ node }: List<T>) =>
  (row: PageRow): T =>
    entityOf(node, row);

/** A row of a page, with what its cursor is made of. */
export interface PageRow {
  cursorKey: string;
  cursorId: string;
}

function selectPage<T extends object>(ctx: Context, list: List<T>, request: PageRequest, where: Sql[]): Sql {
  return sql`
    SELECT ${columnsOf(ctx.database.source, list.node, "e")}${list.edge ? sql`, ${list.edge}` : empty},
      ${list.order.key}::text AS "cursorKey", e.id AS "cursorId"
    FROM ${fromOf(ctx, list)} ${pageClauses(list.order, request, [...(list.where ?? []), ...where])}`;
}

/** The clauses WHERE, ORDER BY and LIMIT of a page, of rows with the alias `e`. */
export function pageClauses({ key, form, descending }: Order, request: PageRequest, where: Sql[]): Sql {
  const beyond = (cursor: Cursor, forward: boolean): Sql => {
    const comparison = raw(forward === descending ? "<" : ">");
    return sql`(${key}, e.id) ${comparison} (${cursor.key}::${raw(keyTypes[form])}, ${cursor.id}::uuid)`;
  };
  const conditions = [
    ...where,
    ...(request.after ? [beyond(request.after, true)] : []),
    ...(request.before ? [beyond(request.before, false)] : []),
  ];
  const direction = raw(descending === request.backward ? "ASC" : "DESC");
  return sql`${whereAll(conditions)} ORDER BY ${key} ${direction}, e.id ${direction} LIMIT ${request.size + 1}`;
}

const fromOf = <T extends object>(ctx: Context, list: List<T>): Sql =>
  list.from ?? sql`${raw(`"${ctx.database.source.getMetadata(list.node).tableName}"`)} e`;

export const whereAll = (conditions: Sql[]): Sql =>
  conditions.length === 0 ? empty : sql`WHERE ${join(conditions, " AND ")}`;

/** A page of the rows that `pageClauses` gave, one more than fit on it if there are more. */
export function toPage<T extends object, C extends Page<T>, Row extends PageRow>(
  Connection: ClassType<C>,
  order: Pick<Order, "name">,
  request: PageRequest,
  rows: Row[],
  nodeOf: (row: Row) => T,
  count: () => Promise<number>,
): C {
  const more = rows.length > request.size;
  const shown = rows.slice(0, request.size);
  if (request.backward) shown.reverse();
  const edges = shown.map((row) => ({
    ...row,
    cursor: encodeCursor(order.name, { key: row.cursorKey, id: row.cursorId }),
    node: nodeOf(row),
  }));
  return Object.assign(new Connection(), {
    edges,
    count,
    pageInfo: {
      hasNextPage: request.backward ? request.before !== null : more,
      hasPreviousPage: request.backward ? more : request.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  });
}
