import { LRUCache } from "lru-cache";
import type { Revocations } from "../revocations.js";
import { sha256 } from "../../../core/sha256.js";

const max = 10_000;
/** After this a subject is looked up again, which records that the member is active. */
const knownTtlMs = 12 * 3_600_000;
/** How long a rejected token is neither looked up nor sent to the issuer again. */
const refusedTtlMs = 30_000;

interface Entry {
  /** Null for a rejected token. */
  memberId: string | null;
}

/** The member of each subject of the issuer, as far as this process has looked lately; the last used of them. */
export class KnownMembers {
  /** By subject; refusals by token, as the next token of the same subject may carry more claims. */
  readonly #entries: LRUCache<string, Entry>;
  readonly #lookups = new Map<string, Promise<string | null>>();
  #revocations = 0;

  constructor(revocations: Revocations, elapsedMs: () => number) {
    this.#entries = new LRUCache({ max, ttlResolution: 0, perf: { now: elapsedMs } });
    revocations.onRevoked(({ sessionId, memberId }) => {
      if (sessionId !== null) return;
      // The account may have been erased.
      this.#revocations++;
      // A copy, as entries are deleted meanwhile.
      for (const [key, entry] of [...this.#entries]) if (entry.memberId === memberId) this.#entries.delete(key);
    });
  }

  /** The member; concurrent calls with the same token share one lookup. */
  async of(subject: string, token: string, look: () => Promise<string | null>): Promise<string | null> {
    const keys = { member: `subject ${subject}`, refusal: `token ${sha256(token).toString("hex")}` };
    const known = this.#entries.get(keys.member) ?? this.#entries.get(keys.refusal);
    if (known) return known.memberId;
    const running = this.#lookups.get(keys.refusal);
    if (running) return running;
    const lookup = this.#look(keys, look).finally(() => this.#lookups.delete(keys.refusal));
    this.#lookups.set(keys.refusal, lookup);
    return lookup;
  }

  async #look(keys: { member: string; refusal: string }, look: () => Promise<string | null>): Promise<string | null> {
    const revocations = this.#revocations;
    const memberId = await look();
    if (memberId === null) this.#entries.set(keys.refusal, { memberId }, { ttl: refusedTtlMs });
    // A result that was read before a revocation may be outdated.
    else if (revocations === this.#revocations) this.#entries.set(keys.member, { memberId }, { ttl: knownTtlMs });
    return memberId;
  }
}
