import { hash, verify, type Options } from "@node-rs/argon2";
import { HashQueue, type Turn } from "./hash-queue.js";

/** argon2id parameters from OWASP's Password Storage Cheat Sheet: 19 MiB, two iterations, one lane; about 40 ms. */
const parameters: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export interface Check extends Partial<Turn> {
  /** Asked when it is the turn of the check; false ends it without a result. */
  admit?: () => Promise<boolean>;
}

/** Hashes passwords, a few at a time, so that many concurrent sign-ins cannot exhaust memory or CPU. */
export class PasswordHasher {
  readonly #queue: HashQueue;
  readonly #nobodys = hash("the password of no account", parameters);

  /** @param maxWaiting How many passwords wait at most while others are hashed */
  constructor(maxWaiting: number) {
    this.#queue = new HashQueue(maxWaiting);
  }

  /** How many passwords wait. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Rejects with TRY_AGAIN when too many wait. */
  hash(password: string, turn: Partial<Turn> = {}): Promise<string> {
    return this.#queue.inTurn(turn, () => hash(password.normalize("NFC"), parameters));
  }

  /**
   * Whether the password matches; null when it was not admitted. Without a hash it takes the same time and returns
   * false, so that timing does not reveal whether an account exists. Rejects with TRY_AGAIN when too many wait.
   */
  verify(
    passwordHash: string | null | undefined,
    password: string,
    { admit = () => Promise.resolve(true), ...turn }: Check = {},
  ): Promise<boolean | null> {
    return this.#queue.inTurn(turn, async () => {
      if (!(await admit())) return null;
      const fits = await verify(passwordHash ?? (await this.#nobodys), password.normalize("NFC"));
      return fits && passwordHash != null;
    });
  }
}
