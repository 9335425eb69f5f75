import { NIL } from "uuid";

const form = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An id as the database prints it. A malformed id becomes the nil UUID, which no row has: both are then not found. */
export function idOf(text: string): string {
  const id = text.toLowerCase();
  return form.test(id) ? id : NIL;
}

/** The id in an optional argument or field; null when it is absent, null or empty. */
export const optionalIdOf = (text: string | null | undefined): string | null => (text ? idOf(text) : null);

/** A slug in any letter case, as the database has it. */
export const slugOf = (text: string): string => text.toLowerCase();

/** The slugs of a filter without empty ones, as a form sends that has nothing selected; null when it had no others. */
export function slugsOf(texts: string[] | null | undefined): string[] | null {
  const slugs = texts?.filter((text) => text !== "").map(slugOf) ?? [];
  return slugs.length > 0 || texts?.length === 0 ? slugs : null;
}

/** Whether a text is a well-formed id, in either letter case. */
export const isId = (text: string): boolean => form.test(text.toLowerCase());
