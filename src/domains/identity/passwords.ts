import { hash, verify, type Options } from "@node-rs/argon2";
import { reject } from "../../core/errors/user-error.js";

/** argon2id as OWASP's Password Storage Cheat Sheet sets it: 19 MiB, two passes, one lane; about 40 ms here. */
const parameters: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const maxAtOnce = 4;

/** Hashes passwords, a few at a time, so that a flood of sign-ins cannot take the memory or the cores of everything else. */
export class PasswordHasher {
  #running = 0;
  readonly #nobodys = hash("the password of no account", parameters);

  /** Ends the mutation with TRY_AGAIN when too many are under way. */
  hash(password: string): Promise<string> {
    return this.#oneOfFew(() => hash(password.normalize("NFC"), parameters));
  }

  /** Whether the password fits. Without a hash it takes as long and is false, so that time does not tell who has an account. */
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
