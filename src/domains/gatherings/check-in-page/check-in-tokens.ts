import { timingSafeEqual } from "node:crypto";
import { parse as bytesOf } from "uuid";
import { DerivedKeys } from "../attendance/derived-keys.js";

const idBytes = 16;
const macBytes = 16;

/** The secrets in the addresses of check-in pages: the id of a link, and what shows that the service gave it. */
export class CheckInTokens {
  readonly #keys: DerivedKeys;

  constructor(secrets: readonly string[]) {
    this.#keys = new DerivedKeys(secrets, "address of a check-in page");
  }

  tokenOf(linkId: string): string {
    const mac = this.#keys.sign(linkId).subarray(0, macBytes);
    return Buffer.concat([bytesOf(linkId), mac]).toString("base64url");
  }

  /** The id of the link with this token; null for one that the service did not give, which costs no statement. */
  linkIdOf(token: string): string | null {
    const bytes = Buffer.from(token, "base64url");
    if (bytes.length !== idBytes + macBytes || bytes.toString("base64url") !== token) return null;
    const hex = bytes.toString("hex", 0, idBytes);
    const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    const sent = bytes.subarray(idBytes);
    const isOurs = this.#keys.accepted(id).some((accepted) => timingSafeEqual(sent, accepted.subarray(0, macBytes)));
    return isOurs ? id : null;
  }
}
