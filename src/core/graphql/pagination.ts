import { ArgsType, Field, Int, ObjectType } from "type-graphql";
import { Fault } from "../errors/fault.js";
import { isId } from "./ids.js";
import { limits } from "./limits.js";

@ObjectType({ description: "Where a page stands in its list." })
export class PageInfo {
  @Field(() => Boolean, { description: "True when more comes after this page (exact when paging forward)." })
  hasNextPage: boolean;

  @Field(() => Boolean, { description: "True when more comes before this page (exact when paging backward)." })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: "The cursor of the first edge; null on an empty page." })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: "The cursor of the last edge; null on an empty page." })
  endCursor: string | null;
}

@ArgsType()
export class ForwardArgs {
  @Field(() => Int, {
    nullable: true,
    description: "How many at most, counted from the beginning, 0 to 100; 20 when no number is given.",
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "Only what comes after the edge with this cursor." })
  after?: string | null;
}

@ArgsType()
export class ConnectionArgs extends ForwardArgs {
  @Field(() => Int, {
    nullable: true,
    description: "How many at most, counted from the end, 0 to 100; not with `first`.",
  })
  last?: number | null;

  @Field(() => String, { nullable: true, description: "Only what comes before the edge with this cursor." })
  before?: string | null;
}

export interface Cursor {
  /** The sort key as PostgreSQL writes it, so that nothing is lost on the way out and back. */
  key: string;
  id: string;
}

export interface PageRequest {
  size: number;
  backward: boolean;
  after: Cursor | null;
  before: Cursor | null;
}

/** What a sort key may look like; whatever else stands in a cursor would be an error of the database. */
const keyForms = {
  time: (key: string) =>
    /^(?!0000)\d{4}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d)?$/.test(key) &&
    isDay(key.slice(0, 10)),
  text: (key: string) => !key.includes("\0"),
  number: (key: string) => /^-?\d{1,18}$/.test(key),
};
export type KeyForm = keyof typeof keyForms;

const isDay = (day: string): boolean => {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
};

/** `order` names the list's order, so that a cursor of another one is refused. */
export const encodeCursor = (order: string, { key, id }: Cursor): string =>
  Buffer.from(JSON.stringify([order, key, id])).toString("base64url");

function decodeCursor(order: string, form: KeyForm, argument: string, cursor: string): Cursor {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    parts = [];
  }
  const [name, key, id] = Array.isArray(parts) ? (parts as unknown[]) : [];
  if (name !== order || typeof key !== "string" || typeof id !== "string" || !keyForms[form](key) || !isId(id))
    throw new Fault("INVALID_CURSOR", `"${argument}" is not a cursor of this list in this order: leave it out.`, {
      argument,
    });
  return { key, id };
}

export function pageRequest(args: ConnectionArgs, order: string, form: KeyForm): PageRequest {
  const { first, last, after, before } = args;
  if (first != null && last != null)
    throw new Fault("BAD_USER_INPUT", `Give "first" or "last", not both.`, { argument: "last" });
  return {
    size: checkSize("first", first) ?? checkSize("last", last) ?? limits.defaultPageSize,
    backward: last != null,
    after: after == null ? null : decodeCursor(order, form, "after", after),
    before: before == null ? null : decodeCursor(order, form, "before", before),
  };
}

/** A size that was asked for, checked; undefined when none was. */
export function checkSize(argument: string, size: number | null | undefined): number | undefined {
  if (size == null) return undefined;
  if (size < 0 || size > limits.pageSize)
    throw new Fault("BAD_USER_INPUT", `"${argument}" must be 0 to ${limits.pageSize}; it is ${size}.`, { argument });
  return size;
}
