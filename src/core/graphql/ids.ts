import { NIL } from "uuid";

const form = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An id as the database writes it. What is none becomes one that belongs to nothing, so that both read as not there. */
export function idOf(text: string): string {
  const id = text.toLowerCase();
  return form.test(id) ? id : NIL;
}

/** Whether a text is an id, in whatever case. */
export const isId = (text: string): boolean => form.test(text.toLowerCase());
