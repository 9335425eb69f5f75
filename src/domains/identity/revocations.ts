import sql from "sql-template-tag";
import type { EventLogReader, LoggedEvent } from "../../core/event-log/event-log-reader.js";
import { accessLifetimeMs, longestLifetimeMs, type VerifiedToken } from "./tokens.js";

const kind = "sessions.revoked";
const retryMs = 500;

/**
 * The sessions that ended while access tokens of theirs may still be about, as this process has read of them in the event log.
 * So every process refuses such a token within the log's delay, and no request asks the database.
 */
export class Revocations {
  /** When each of them was revoked; forgotten once no token can be left: of members also those of an external issuer. */
  readonly #sessions = new Map<string, number>();
  readonly #members = new Map<string, number>();
  readonly #listeners = new Set<(token: { sessionId: string | null; memberId: string }) => void>();
  #detach: (() => void)[] = [];

  constructor(
    readonly events: EventLogReader,
    readonly now: () => Date,
  ) {}

  /** Reads what was revoked lately, and from then on whatever the log brings. */
  async start(): Promise<void> {
    this.#detach = [
      this.events.subscribe((event) => this.#take(event, this.now().getTime())),
      this.events.onLogReset(() => void this.#readAnew()),
    ];
    await this.#readLately();
  }

  stop(): void {
    for (const detach of this.#detach) detach();
  }

  /** Whether the token's session has ended. */
  covers({ sessionId, memberId, issuedAt }: VerifiedToken): boolean {
    if (sessionId !== null) return this.#sessions.has(sessionId);
    const revokedAt = this.#members.get(memberId);
    return revokedAt !== undefined && issuedAt.getTime() <= revokedAt;
  }

  /** Calls `listener` for each session that ends, and with null as its id for the member's tokens without one. */
  onRevoked(listener: (token: { sessionId: string | null; memberId: string }) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Until it has gone well. */
  async #readAnew(): Promise<void> {
    await this.#readLately().catch(() => {
      setTimeout(() => void this.#readAnew(), retryMs).unref();
    });
  }

  async #readLately(): Promise<void> {
    const rows = await this.events.database.query<LoggedEvent>(sql`
      SELECT kind, data, occurred_at AS "occurredAt" FROM event
      WHERE kind = ${kind} AND occurred_at > ${new Date(this.now().getTime() - longestLifetimeMs)}`);
    for (const row of rows) this.#take(row, row.occurredAt.getTime());
  }

  #take(event: Pick<LoggedEvent, "kind" | "data">, at: number): void {
    if (event.kind !== kind) return;
    this.#forget();
    const { memberId, sessionIds, everywhere } = event.data as {
      memberId: string;
      sessionIds: string[];
      everywhere: boolean;
    };
    for (const sessionId of sessionIds) {
      this.#sessions.set(sessionId, at);
      for (const listener of this.#listeners) listener({ sessionId, memberId });
    }
    if (!everywhere) return;
    this.#members.set(memberId, at);
    for (const listener of this.#listeners) listener({ sessionId: null, memberId });
  }

  #forget(): void {
    const now = this.now().getTime();
    for (const [id, at] of this.#sessions) if (at < now - accessLifetimeMs) this.#sessions.delete(id);
    for (const [id, at] of this.#members) if (at < now - longestLifetimeMs) this.#members.delete(id);
  }
}
