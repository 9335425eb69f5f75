import { z } from "zod";
import { InputProblem, type InvalidInput } from "../texts/input-problem.js";
import { normalizedEmail, problemOfEmail } from "../texts/email-address.js";
import { normalized, problemOf, type TextForm } from "../texts/text-form.js";
import { idOf, optionalIdOf } from "./ids.js";

/** An id; a malformed one becomes the nil UUID, which no row has. */
export const id = z.string().transform(idOf);

/** An id that may be left out; an empty one is as absent. */
export const optionalId = z.string().nullish().transform(optionalIdOf);

/** What a rule of zod says of a value that breaks it: in English for an import, in every language for a client. */
export const invalid = (input: InvalidInput): { message: string; params: InvalidInput } => ({
  message: input.wording.EN,
  params: input,
});

const written = (form: TextForm): z.ZodType<string, string> =>
  z.string().transform((value, check) => {
    const text = normalized(value, form);
    const problem = problemOf(text, form);
    if (problem === null) return text;
    check.addIssue({ code: "custom", ...invalid(problem) });
    return z.NEVER;
  });

/** One line, such as a name or a title, with at most `max` graphemes. */
export const line = (max: number): z.ZodType<string, string> => written({ lines: "one", max });

/** Plain text of one or several lines, with at most `max` graphemes. */
export const text = (max: number): z.ZodType<string, string> => written({ lines: "many", max });

/** What a client or another system identifies something by: one line of at most `max` UTF-16 code units. */
export const key = (max: number): z.ZodType<string, string> => written({ lines: "one", max, isKey: true });

/** A field of an update: absent keeps the value, null clears it. */
export const optionalNullable = <T extends z.ZodType>(schema: T) => schema.nullable().optional();

const notCleared: InvalidInput = {
  problem: InputProblem.REQUIRED,
  wording: {
    NL: "kan niet leeg worden gemaakt: laat het weg om het te behouden.",
    FR: "ne peut pas être vidé : omettez-le pour le conserver.",
    EN: "cannot be cleared: leave it out to keep it.",
  },
};

/** A field of an update: absent keeps the value, null is invalid. */
export const optionalNonNull = <T extends z.ZodType>(schema: T) =>
  z
    .any()
    .refine((value) => value !== null, invalid(notCleared))
    .pipe(schema)
    .optional();

/** The fields of an update that are present, with a value or with null. */
export const definedFields = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;

/** An e-mail address, in its one stored form. */
export const email = z.string().transform((value, check) => {
  const address = normalizedEmail(value);
  const problem = problemOfEmail(address);
  if (problem === null) return address;
  check.addIssue({ code: "custom", ...invalid(problem) });
  return z.NEVER;
});
