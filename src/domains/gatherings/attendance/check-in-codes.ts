import { timingSafeEqual } from "node:crypto";
import encodeQR from "qr";
import type { Registration } from "../registrations/registration.entity.js";
import { asBase32, base32Of, numberOf } from "./base32.js";
import { DerivedKeys } from "./derived-keys.js";

type Numbered = Pick<Registration, "id" | "queueNumber">;

const macDigits = 10;
/** A bigint of the database has 13 digits of base 32 at most. */
const maxDigits = 13 + macDigits;
const maxNumber = 2n ** 63n - 1n;

/** A code as somebody sent it: the number of a registration, and what shows that the service made it. */
export interface SentCode {
  queueNumber: string;
  mac: string;
}

/**
 * The codes of registrations. A code has the registration's number in the queue, by which it is found, and 50 bits that
 * nobody can make without the key; who cancels and registers again gets another number, and so another code.
 */
export class CheckInCodes {
  readonly #keys: DerivedKeys;

  constructor(secrets: readonly string[]) {
    this.#keys = new DerivedKeys(secrets, "code of a registration");
  }

  /** The code of a registration, in groups: `3F-7QZ4M-9XW2P`. */
  codeOf(registration: Numbered): string {
    const mac = macOf(this.#keys.sign(signedText(registration)));
    return `${base32Of(BigInt(registration.queueNumber))}-${mac.slice(0, 5)}-${mac.slice(5)}`;
  }

  /** Whether the code is that of this registration. */
  isCodeOf({ mac }: SentCode, registration: Numbered): boolean {
    const sent = Buffer.from(mac);
    return this.#keys
      .accepted(signedText(registration))
      .some((accepted) => timingSafeEqual(sent, Buffer.from(macOf(accepted))));
  }
}

/** What somebody sent as a code; null when no code has this form. */
export function sentCode(text: string): SentCode | null {
  const digits = asBase32(text);
  if (digits.length <= macDigits || digits.length > maxDigits || numberOf(digits) === null) return null;
  const number = numberOf(digits.slice(0, -macDigits))!;
  return number > maxNumber ? null : { queueNumber: number.toString(), mac: digits.slice(-macDigits) };
}

const signedText = ({ id, queueNumber }: Numbered): string => `${id} ${queueNumber}`;

const macOf = (signature: Buffer): string =>
  base32Of(signature.readBigUInt64BE() >> BigInt(64 - 5 * macDigits), macDigits);

/** As pages and mail programs may be dark, and scanners need black on white. */
const background = '<rect width="100%" height="100%" fill="#fff"/>';

/** A text as a QR code: an SVG document that can still be read when a quarter of it cannot. */
export const qrCodeOf = (text: string): string =>
  encodeQR(text, "svg", { ecc: "quartile", border: 4 }).replace(">", `>${background}`);
