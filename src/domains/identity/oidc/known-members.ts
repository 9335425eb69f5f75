import { createHash } from "node:crypto";
import type { Revocations } from "../revocations.js";

const max = 10_000;
/** How long a rejected token is neither looked up nor sent to the issuer again. */
const refusedForMs = 30_000;

interface Entry {
  /** Null for a rejected token. */
  memberId: string | null;
  until: number;
}

/** An LRU cache of the members identified by the issuer's subjects. */
export class KnownMembers {
  /** Members by subject; rejections by token, as the next token may contain more claims. */
  readonly #entries = new Map<string, Entry>();
  readonly #looking = new Map<string, Promise<string | null>>();
  #endings = 0;

  constructor(
    revocations: Revocations,
    readonly now: () => Date,
  ) {
    revocations.onRevoked(({ sessionId, memberId }) => {
      if (sessionId !== null) return;
      // The account may have been erased.
      this.#endings++;
      for (const [key, entry] of this.#entries) if (entry.memberId === memberId) this.#entries.delete(key);
    });
  }

  /** The member; concurrent calls with the same token share one lookup. */
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
    // A result that was read before a revocation may be outdated.
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
