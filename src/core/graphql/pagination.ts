import { ArgsType, Field, Int, ObjectType } from "type-graphql";
import { Fault } from "../errors/fault.js";
import { isId } from "./ids.js";
import { limits } from "./limits.js";

@ObjectType({ description: "The position of a page in its list." })
export class PageInfo {
  @Field(() => Boolean, {
    description:
      "Whether the list has items after this page. Exact with `first`; with `last`, true when `before` " + "was given.",
  })
  hasNextPage: boolean;

  @Field(() => Boolean, {
    description:
      "Whether the list has items before this page. Exact with `last`; with `first`, true when `after` " + "was given.",
  })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: "The cursor of the first edge; null on an empty page." })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: "The cursor of the last edge; null on an empty page." })
  endCursor: string | null;
}

@ArgsType()
export class ConnectionArgs {
  @Field(() => Int, {
    nullable: true,
    description:
      "Maximum number of items, counted from the beginning of the list: 0 to 100, 20 by default. Errors: " +
      "BAD_USER_INPUT.",
  })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Returns only items after the edge with this cursor, which must come from the same list in the same " +
      "order. Errors: INVALID_CURSOR.",
  })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Maximum number of items, counted from the end of the list: 0 to 100; not together with `first`. " +
      "Errors: BAD_USER_INPUT.",
  })
  last?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Returns only items before the edge with this cursor, which must come from the same list in the " +
      "same order. Errors: INVALID_CURSOR.",
  })
  before?: string | null;
}

export interface Cursor {
  /** The sort key as PostgreSQL prints it, so that the round trip through the client loses no precision. */
  key: string;
  id: string;
}

export interface PageRequest {
  size: number;
  backward: boolean;
  after: Cursor | null;
  before: Cursor | null;
}

/** The valid forms of a sort key; the database would fail on any other in a forged cursor. */
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

/** `order` is the name of the order of the list, so that a cursor of another order is rejected. */
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
    // An empty cursor is as none: some clients send it after an empty page.
    after: after ? decodeCursor(order, form, "after", after) : null,
    before: before ? decodeCursor(order, form, "before", before) : null,
  };
}

/** The requested page size, validated; undefined when none was given. */
export function checkSize(argument: string, size: number | null | undefined): number | undefined {
  if (size == null) return undefined;
  if (size < 0 || size > limits.pageSize)
    throw new Fault("BAD_USER_INPUT", `"${argument}" must be 0 to ${limits.pageSize}; it is ${size}.`, { argument });
  return size;
}
