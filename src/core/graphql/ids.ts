import { NIL } from "uuid";

const form = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An id as the database prints it. A malformed id becomes the nil UUID, which no row has: both are then not found. */
export function idOf(text: string): string {
  const id = text.toLowerCase();
  return form.test(id) ? id : NIL;
}

/** Whether a text is a well-formed id, in either letter case. */
export const isId = (text: string): boolean => form.test(text.toLowerCase());
