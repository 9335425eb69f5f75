/** Crockford's base 32: without letters that are mistaken for digits or for one another. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const mistaken: Record<string, string> = { O: "0", I: "1", L: "1" };

/** A number from 0 as digits of base 32, at least as many as `length`. */
export function base32Of(number: bigint, length = 1): string {
  let digits = "";
  for (let rest = number; rest > 0n; rest >>= 5n) digits = alphabet[Number(rest & 31n)]! + digits;
  return digits.padStart(length, "0");
}

/** The number that digits of base 32 give; null for other characters, and for none. */
export function numberOf(digits: string): bigint | null {
  let number = 0n;
  for (const digit of digits) {
    const value = alphabet.indexOf(digit);
    if (value < 0) return null;
    number = (number << 5n) | BigInt(value);
  }
  return digits === "" ? null : number;
}

/** What somebody typed or scanned, as digits of base 32: in either letter case, with spaces and dashes anywhere. */
export const asBase32 = (text: string): string =>
  text
    .toUpperCase()
    .replace(/[\s-]/g, "")
    .replace(/[OIL]/g, (letter) => mistaken[letter]!);
