import { z } from "zod";
import { idOf } from "./ids.js";

/** An id; a malformed one becomes the nil UUID, which no row has. */
export const id = z.string().transform(idOf);

/** A text that is not blank, trimmed and in Unicode normalization form C. `max` is in UTF-16 code units. */
export const text = (max: number) =>
  z
    .string()
    .refine((value) => !/\p{Cs}/u.test(value), "must be valid Unicode: take half characters out.")
    .normalize("NFC")
    .trim()
    .refine((value) => /[^\p{Cc}\p{Cf}\p{Z}]/u.test(value), "must not be empty: write something.")
    .max(max, `must have at most ${max} characters: shorten it.`)
    .refine((value) => !value.includes("\0"), "must not contain a null character: take it out.");

/** A field of an update: absent keeps the value, null clears it. */
export const optionalNullable = <T extends z.ZodType>(schema: T) => schema.nullable().optional();

/** A field of an update: absent keeps the value, null is invalid. */
export const optionalNonNull = <T extends z.ZodType>(schema: T) =>
  z
    .any()
    .refine((value) => value !== null, "cannot be cleared: leave it out to keep it.")
    .pipe(schema)
    .optional();

/** The fields of an update that are present, with a value or with null. */
export const definedFields = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;

export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "must have at most 254 characters.")
  .pipe(z.email("must be an e-mail address such as name@example.org."));
