import { rejectInput } from "../../core/errors/user-error.js";
import { line } from "../../core/graphql/validation.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { cleaned } from "../../core/texts/text-form.js";
import { organisationWording } from "./organisation.wording.js";

const maxCodeLength = 50;

const isOvo = (code: string): boolean => /^OVO\d{6}$/.test(code);
const isKbo = (code: string): boolean => /^\d{10}$/.test(code);

/** The register of a code, as far as its form says. */
export const registerOf = (code: string): string => (isOvo(code) ? "OVO" : isKbo(code) ? "KBO" : "other");

/** The last two digits of a KBO number are 97 minus what is left of the first eight divided by 97. */
const hasCheckDigits = (kbo: string): boolean => 97 - (Number(kbo.slice(0, 8)) % 97) === Number(kbo.slice(8));

/** A text as the code of a register that says itself which it is; otherwise as it is, in capitals. */
function written(text: string): string {
  const code = text
    .toUpperCase()
    .replace(/^(?:KBO|BCE|CBE|OVO)\s*:\s*(?=[\dB])/, (scheme) => (scheme.startsWith("OVO") ? "OVO" : ""));
  const digits = code.replace(/^BE(?=[\s.\d])/, "").replace(/[.\s-]/g, "");
  if (/^[01]?\d{9}$/.test(digits)) return digits.padStart(10, "0");
  return code.replace(/^OVO[\s-]?(?=\d{6}$)/, "OVO");
}

/** Whether a text is the number of an enterprise by its form, and not by its check digits. */
export const isMistypedKbo = (text: string): boolean => {
  const code = written(text);
  return isKbo(code) && !hasCheckDigits(code);
};

/** A code in its one form: `OVO002949`, ten digits for a KBO number, `OV:36031` for another register; null for others. */
export function codeOf(text: string): string | null {
  const code = written(text.trim());
  if (isKbo(code)) return hasCheckDigits(code) ? code : null;
  return isOvo(code) || /^[A-Z][A-Z0-9-]*:[^\s:][^:]*$/.test(code) ? code : null;
}

/**
 * The code that an issuer gives, in its one form. A code of a register that its form does not say may mean another
 * organisation elsewhere, so it gets the `group` of organisations before it. Null for an empty text, and for a KBO
 * number with wrong check digits: nobody can correct it at sign-in, and it may be another organisation's.
 */
export function claimedCode(text: string, group?: string): string | null {
  const given = cleaned(text, { lines: "one", max: maxCodeLength });
  if (given === "" || isMistypedKbo(given)) return null;
  const code = written(given);
  if (isKbo(code) || isOvo(code) || group === undefined) return code;
  return cleaned(`${group}:${code}`, { lines: "one", max: maxCodeLength });
}

/** The text of a code that an organiser enters. */
export const organisationCodeText = line(maxCodeLength);

/**
 * The codes that an organiser enters, each once: those that the organisation has stay as they are, whatever their form,
 * as sign-ins find it by them. INVALID_INPUT for others that are no code.
 */
export function enteredCodes(texts: readonly string[], present: ReadonlySet<string>): string[] {
  const codes = texts.map((text, index) => {
    if (present.has(text)) return text;
    const wording = isMistypedKbo(text) ? organisationWording.wrongCheckDigits(text) : organisationWording.noCode(text);
    return codeOf(text) ?? rejectInput(InputProblem.INVALID_FORMAT, wording, "codes", String(index));
  });
  return [...new Set(codes)];
}
