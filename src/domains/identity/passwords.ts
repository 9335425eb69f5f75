import { hash, verify, type Options } from "@node-rs/argon2";
import { rejectUntil } from "../../core/errors/user-error.js";

/** argon2id parameters from OWASP's Password Storage Cheat Sheet: 19 MiB, two iterations, one lane; about 40 ms. */
const parameters: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const maxAtOnce = 4;
/** How many wait for one of these: a few tenths of a second. */
const maxWaiting = 16;

interface Waiting {
  goesFirst: boolean;
  settle: (mayRun: boolean) => void;
}

/** Hashes passwords, a few at a time, so that many concurrent sign-ins cannot exhaust memory or CPU. */
export class PasswordHasher {
  #running = 0;
  readonly #waiting: Waiting[] = [];
  readonly #nobodys = hash("the password of no account", parameters);

  /** Rejects with TRY_AGAIN when too many wait. */
  hash(password: string): Promise<string> {
    return this.#oneOfFew(false, () => hash(password.normalize("NFC"), parameters));
  }

  /**
   * Whether the password matches. Without a hash it takes the same time and returns false, so that timing does not
   * reveal whether an account exists. What `goesFirst` is checked before others that wait.
   */
  verify(
    passwordHash: string | null | undefined,
    password: string,
    { goesFirst = false }: { goesFirst?: boolean } = {},
  ): Promise<boolean> {
    return this.#oneOfFew(goesFirst, async () => {
      const fits = await verify(passwordHash ?? (await this.#nobodys), password.normalize("NFC"));
      return fits && passwordHash != null;
    });
  }

  async #oneOfFew<T>(goesFirst: boolean, work: () => Promise<T>): Promise<T> {
    if (this.#running < maxAtOnce) this.#running++;
    else await this.#turn(goesFirst);
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The next takes over the place.
      if (next) next.settle(true);
      else this.#running--;
    }
  }

  async #turn(goesFirst: boolean): Promise<void> {
    const mayRun = await new Promise<boolean>((settle) => {
      const before = goesFirst ? this.#waiting.findIndex((other) => !other.goesFirst) : -1;
      this.#waiting.splice(before < 0 ? this.#waiting.length : before, 0, { goesFirst, settle });
      if (this.#waiting.length > maxWaiting) this.#waiting.pop()!.settle(false);
    });
    if (!mayRun) rejectUntil(1, "Too many sign in at this moment");
  }
}
