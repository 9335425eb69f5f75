import { z } from "zod";
import { Language } from "../core/graphql/language.js";
import { key } from "../core/graphql/validation.js";

/** What the cells of a row may hold. A cell comes trimmed, an empty one as undefined. */

/** A column that may be empty or absent. */
export const optional = <T extends z.ZodType>(rule: T): z.ZodType<z.output<T> | null, z.input<T> | undefined> =>
  rule.optional().transform((value) => value ?? null);

/** A folder's own name for a thing. */
export const id = key(200);

/** A theme's slug: it stands in addresses, and in lists that `|` joins. */
export const slug = key(100).pipe(
  z
    .string()
    .regex(
      /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/,
      "must be lower-case letters and digits joined by hyphens, such as open-data.",
    ),
);

/** Slugs joined by `|`; one named twice counts once. */
export const slugs = (rule: z.ZodType<string[], string[]>): z.ZodType<string[], string | undefined> =>
  z
    .string()
    .default("")
    .transform((list) => [...new Set(list.split("|").flatMap((one) => one.trim() || []))])
    .pipe(rule);

export const oneOf = <T extends Record<string, string>>(choices: T): z.ZodEnum<T> =>
  z.enum(choices, { error: `must be one of ${Object.values(choices).join(", ")}.` });

export const language = z
  .string()
  .toUpperCase()
  .pipe(z.enum(Language, { error: "must be nl, fr or en." }));

const iso = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

/** A moment; a date alone is its beginning in UTC. */
export const moment = z.string().transform((value, ctx) => {
  const date = iso.safeParse(value).success ? new Date(value) : null;
  // Beyond these years PostgreSQL and JavaScript write dates in ways that differ.
  if (date && date.getUTCFullYear() >= 1000 && date.getUTCFullYear() <= 9000) return date;
  ctx.addIssue({
    code: "custom",
    message: "must be a date, or a moment with its zone: 2026-11-23 or 2026-11-23T18:30:00Z.",
  });
  return z.NEVER;
});

/** A PostgreSQL integer above zero. */
export const places = z
  .string()
  .refine(
    (value) => /^\d{1,10}$/.test(value) && Number(value) > 0 && Number(value) < 2 ** 31,
    "must be a whole number above 0, or empty for no limit.",
  )
  .transform(Number);

/** `true` or `false`; empty is false. */
export const truth = z
  .string()
  .toLowerCase()
  .default("false")
  .pipe(z.enum(["true", "false"], { error: "must be true or false." }))
  .transform((value) => value === "true");
