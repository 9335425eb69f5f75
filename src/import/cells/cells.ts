import { z } from "zod";
import { Language } from "../../core/texts/language.js";
import { key } from "../../core/graphql/validation.js";
import { readDate, type DateReading } from "./date-text.js";
import { isHtml, plainLineOf, plainTextOf } from "./html-text.js";
import { foldedWord } from "./folded-word.js";
import { Remarks } from "./remarks.js";

/** What the cells of a row may hold. A cell comes trimmed, an empty one as undefined. */

/** A column that may be empty or absent. */
export const optional = <T extends z.ZodType>(rule: T): z.ZodType<z.output<T> | null, z.input<T> | undefined> =>
  rule.optional().transform((value) => value ?? null);

/** A folder's own name for a thing. */
export const id = key(200);

/** A theme's slug: it stands in addresses, and in lists that `|` joins. */
export const slug = key(100)
  .transform((value) => value.toLowerCase())
  .pipe(
    z
      .string()
      .regex(
        /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/,
        "must be lower-case letters and digits joined by hyphens, such as open-data.",
      ),
  );

/** What a cell lists; what stands there twice counts once. */
const listOf = (cell: string, separator: RegExp): string[] => [
  ...new Set(cell.split(separator).flatMap((one) => one.trim() || [])),
];

/** Ids in one cell, joined by bars or semicolons. */
export const ids = (rule: z.ZodType<string[], string[]>): z.ZodType<string[], string | undefined> =>
  z
    .string()
    .default("")
    .transform((cell) => listOf(cell, /[|;]/))
    .pipe(z.array(id))
    .pipe(rule);

/** Slugs in one cell, joined by bars, semicolons or commas. */
export const slugs = (rule: z.ZodType<string[], string[]>): z.ZodType<string[], string | undefined> =>
  z
    .string()
    .default("")
    .transform((cell) => listOf(cell.toLowerCase(), /[|;,]/))
    .pipe(rule);

/** What else people write for a choice, in Dutch, French or English. */
export type OtherWords<Choice extends string> = Readonly<Partial<Record<Choice, readonly string[]>>>;

/** One of the choices: by its name however it is cased and joined, or by other words for it. */
export function oneOf<T extends Record<string, string>>(
  choices: T,
  others?: OtherWords<T[keyof T]>,
): z.ZodType<T[keyof T], string> {
  const names = Object.values(choices) as T[keyof T][];
  const byWord = new Map<string, T[keyof T]>(
    names.flatMap((name) =>
      [name, ...(others?.[name] ?? [])].map((word): [string, T[keyof T]] => [foldedWord(word), name]),
    ),
  );
  return z.string().transform((cell, check) => {
    const choice = byWord.get(foldedWord(cell));
    if (choice !== undefined) return choice;
    check.addIssue({ code: "custom", message: `must be one of ${names.join(", ")}.` });
    return z.NEVER;
  });
}

const languageWords = {
  [Language.NL]: ["Nederlands", "Néerlandais", "Dutch", "Vlaams", "nld", "dut"],
  [Language.FR]: ["Frans", "Français", "French", "fra", "fre"],
  [Language.EN]: ["Engels", "Anglais", "English", "eng"],
};
const languageChoice = oneOf(Language, languageWords);

/** A language by its code, with or without a country, or by its name. */
export const language = z.string().transform((cell, check): Language => {
  const choice = languageChoice.safeParse(cell.replace(/^(\p{L}{2})[-_]\p{L}{2}$/u, "$1"));
  if (choice.success) return choice.data;
  check.addIssue({ code: "custom", message: "must be nl, fr or en." });
  return z.NEVER;
});

const unlimited = new Set(["onbeperkt", "illimite", "unlimited", "geenlimiet", "sanslimite", "nolimit"]);
/** Digits, perhaps in groups of three, perhaps with a fraction that is nothing. */
const wholeNumberForm = /^(\d{1,10}|\d{1,3}(?:[.\u00A0\u202F' ]\d{3})+|\d{1,3}(?:,\d{3})+)(?:[.,]0+)?$/;
/** A thousand to some, and one with three decimals to others. */
const ambiguousNumber = /^(\d{1,3})[.,](\d{3})$/;

/** A PostgreSQL integer above zero; null for a word that says there is no limit. */
export const places = z.string().transform((cell, check): number | null => {
  if (unlimited.has(foldedWord(cell))) return null;
  const [, first, second] = ambiguousNumber.exec(cell) ?? [];
  if (first !== undefined) {
    check.addIssue({
      code: "custom",
      message: `could be ${Number(first + second!)} or ${Number(first)}: write it without a separator, such as ${Number(first + second!)}.`,
    });
    return z.NEVER;
  }
  const number = Number((wholeNumberForm.exec(cell)?.[1] ?? "").replace(/\D/g, ""));
  if (number > 0 && number < 2 ** 31) return number;
  check.addIssue({ code: "custom", message: "must be a whole number above 0, or empty for no limit." });
  return z.NEVER;
});

/** A whole number from 1 to `max`. */
export const wholeNumber = (max: number): z.ZodType<number, string> =>
  z.string().transform((cell, check): number => {
    const number = /^\d{1,9}$/.test(cell) ? Number(cell) : 0;
    if (number >= 1 && number <= max) return number;
    check.addIssue({ code: "custom", message: `must be a whole number from 1 to ${max}.` });
    return z.NEVER;
  });

const yes = new Set(["true", "waar", "vrai", "ja", "oui", "yes", "j", "o", "y", "1", "x"]);
const no = new Set(["false", "onwaar", "faux", "nee", "neen", "non", "no", "n", "0"]);

/** Yes or no, as people and spreadsheets write it in the three languages; empty is no. */
export const truth = z
  .string()
  .default("no")
  .transform((cell, check) => {
    const word = foldedWord(cell);
    if (yes.has(word)) return true;
    if (no.has(word)) return false;
    check.addIssue({ code: "custom", message: "must be true or false, or ja, nee, oui, non, yes, no, 1 or 0." });
    return z.NEVER;
  });

/** How the cells of an import are read. */
export interface CellReading extends DateReading {
  /** Dates move by so many milliseconds. */
  shiftMs: number;
  now: Date;
  remarks: Remarks;
}

/** A reading of which only the names of the columns matter. */
export const anyReading: CellReading = {
  timeZone: "UTC",
  dateOrder: "dmy",
  shiftMs: 0,
  now: new Date(0),
  remarks: new Remarks(),
};

/** A moment, or the whole of a local day. */
export interface Period {
  begins: Date;
  /** When the day ends; null for a moment. */
  dayEnds: Date | null;
}

/** The rules that depend on the options of the import. */
export interface Cells {
  /** A date alone is the whole of the local day. */
  period: z.ZodType<Period, string>;
  /** A moment; a date alone is its beginning, in the zone of the import. */
  moment: z.ZodType<Date, string>;
  /** A moment that is over. */
  past: z.ZodType<Date, string>;
  /** A text of several lines; HTML becomes plain text. */
  plainText: (rule: z.ZodType<string, string>) => z.ZodType<string, string>;
  /** A text of one line; HTML becomes plain text. */
  plainLine: (rule: z.ZodType<string, string>) => z.ZodType<string, string>;
}

/** Clocks differ. */
const toleranceMs = 5 * 60_000;

export function cellsOf(reading: CellReading): Cells {
  const { remarks, shiftMs, now } = reading;
  const period = z.string().transform((cell, check): Period => {
    const date = readDate(cell, reading);
    if (date === null) {
      check.addIssue({ code: "custom", message: dateProblem(cell, reading) });
      return z.NEVER;
    }
    if (date.ambiguous)
      remarks.example("ambiguous dates", `${cell} as ${date.at.setLocale("en").toFormat("d MMMM yyyy")}`);
    if (date.repeated)
      remarks.example(
        "times that the clocks show twice",
        `${cell} as the first of the two, ${date.at.toISO({ suppressSeconds: true, suppressMilliseconds: true })}`,
      );
    const moved = (ms: number): Date => new Date(ms + shiftMs);
    return {
      begins: moved(date.at.toMillis()),
      dayEnds: date.wholeDay ? moved(date.at.plus({ days: 1 }).toMillis()) : null,
    };
  });
  const moment = period.transform(({ begins }) => begins);
  return {
    period,
    moment,
    past: moment.refine((date) => date.getTime() <= now.getTime() + toleranceMs, "lies in the future: correct it."),
    plainText: (rule) => z.string().transform(withoutHtml(plainTextOf, remarks)).pipe(rule),
    plainLine: (rule) => z.string().transform(withoutHtml(plainLineOf, remarks)).pipe(rule),
  };
}

const withoutHtml =
  (plain: (html: string) => string, remarks: Remarks) =>
  (cell: string): string => {
    if (!isHtml(cell)) return cell;
    remarks.count("texts were HTML and became plain text");
    return plain(cell);
  };

function dateProblem(cell: string, reading: DateReading): string {
  const other = reading.dateOrder === "dmy" ? "mdy" : "dmy";
  if (readDate(cell, { ...reading, dateOrder: other }) !== null)
    return `is no date when days and months stand in the order ${reading.dateOrder}: correct it, or import with --date-order ${other}.`;
  return "must be a date or a moment that exists, such as 2026-11-23, 23/11/2026 19:30 or 2026-11-23T18:30:00Z.";
}
