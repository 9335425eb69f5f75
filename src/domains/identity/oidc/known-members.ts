import { createHash } from "node:crypto";
import type { Revocations } from "../revocations.js";

const max = 10_000;
/** A token that was refused is not looked up, nor asked for at the issuer, again before this. */
const refusedForMs = 30_000;

interface Entry {
  /** Null for a token that was refused. */
  memberId: string | null;
  until: number;
}

/** Which member each subject of the issuer is, as far as this process has looked lately; the last used of them. */
export class KnownMembers {
  /** By subject; those that were refused by token, as the next one may tell more. */
  readonly #entries = new Map<string, Entry>();
  readonly #looking = new Map<string, Promise<string | null>>();
  #endings = 0;

  constructor(
    revocations: Revocations,
    readonly now: () => Date,
  ) {
    revocations.onRevoked(({ sessionId, memberId }) => {
      if (sessionId !== null) return;
      // The account may be gone.
      this.#endings++;
      for (const [key, entry] of this.#entries) if (entry.memberId === memberId) this.#entries.delete(key);
    });
  }

  /** The member; looked for once by all who come with the token at the same time. */
  async of(subject: string, token: string, look: () => Promise<string | null>): Promise<string | null> {
    const keys = { member: `subject ${subject}`, refusal: `token ${createHash("sha256").update(token).digest("hex")}` };
    for (const key of Object.values(keys)) {
      const entry = this.#entries.get(key);
      if (!entry || entry.until <= this.now().getTime()) continue;
      this.#keep(key, entry);
      return entry.memberId;
    }
    const looking = this.#looking.get(keys.refusal);
    if (looking) return looking;
    const found = this.#look(keys, look).finally(() => this.#looking.delete(keys.refusal));
    this.#looking.set(keys.refusal, found);
    return found;
  }

  async #look(keys: { member: string; refusal: string }, look: () => Promise<string | null>): Promise<string | null> {
    const endings = this.#endings;
    const memberId = await look();
    // What was read before somebody's sessions ended may be over.
    if (memberId === null) this.#keep(keys.refusal, { memberId, until: this.now().getTime() + refusedForMs });
    else if (endings === this.#endings) this.#keep(keys.member, { memberId, until: Infinity });
    return memberId;
  }

  #keep(key: string, entry: Entry): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= max) break;
      this.#entries.delete(oldest);
    }
  }
}
