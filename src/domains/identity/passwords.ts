import { hash, verify, type Options } from "@node-rs/argon2";
import { reject } from "../../core/errors/user-error.js";

/** argon2id parameters from OWASP's Password Storage Cheat Sheet: 19 MiB, two iterations, one lane; about 40 ms. */
const parameters: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const maxAtOnce = 4;

/** Hashes passwords, a few at a time, so that many concurrent sign-ins cannot exhaust memory or CPU. */
export class PasswordHasher {
  #running = 0;
  readonly #nobodys = hash("the password of no account", parameters);

  /** Rejects with TRY_AGAIN when too many are in progress. */
  hash(password: string): Promise<string> {
    return this.#oneOfFew(() => hash(password.normalize("NFC"), parameters));
  }

  /**
   * Whether the password matches. Without a hash it takes the same time and returns false, so that timing does not
   * reveal whether an account exists.
   */
  verify(passwordHash: string | null | undefined, password: string): Promise<boolean> {
    return this.#oneOfFew(async () => {
      const fits = await verify(passwordHash ?? (await this.#nobodys), password.normalize("NFC"));
      return fits && passwordHash != null;
    });
  }

  async #oneOfFew<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= maxAtOnce) reject("TRY_AGAIN", "Too many sign in at this moment: try again in a few seconds.");
    this.#running++;
    try {
      return await work();
    } finally {
      this.#running--;
    }
  }
}
