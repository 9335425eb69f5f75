import sql from "sql-template-tag";
import type { EventLogReader } from "../../core/event-log/event-log-reader.js";
import { eventColumns, eventOf, type EventRow } from "../../core/event-log/event-rows.js";
import type { LoggedEvent } from "../../core/event-log/events.js";
import { accessLifetimeMs, longestLifetimeMs, type VerifiedToken } from "./tokens.js";

const retryMs = 500;

/**
 * The sessions that ended while access tokens of theirs may still be about, as this process has read of them in the
 * event log. No `Projection`: the events themselves are all that is kept, and there are no rows behind them to read
 * again. So every process refuses such a token within the log's delay, and no request asks the database.
 */
export class Revocations {
  /**
   * When each of them was revoked; forgotten once no token can be left: of members also those of an external issuer.
   */
  readonly #sessions = new Map<string, number>();
  readonly #members = new Map<string, number>();
  /** Of all tokens issued up to then, with or without a session. */
  #everybodyAt = 0;
  readonly #listeners = new Set<(token: { sessionId: string | null; memberId: string }) => void>();
  #unfollow: () => void = () => undefined;

  constructor(
    readonly events: EventLogReader,
    readonly now: () => Date,
  ) {}

  /** Reads what was revoked lately, and from then on whatever the log brings. */
  async start(): Promise<void> {
    this.#unfollow = this.events.follow({
      onEvent: (event) => this.#take(event, this.now()),
      onReset: () => void this.#readAgain(),
    });
    await this.#readRecent();
  }

  stop(): void {
    this.#unfollow();
  }

  /** Whether the token's session has ended. */
  covers({ sessionId, memberId, issuedAt }: Omit<VerifiedToken, "expiresAt">): boolean {
    if (issuedAt.getTime() <= this.#everybodyAt) return true;
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
  async #readAgain(): Promise<void> {
    await this.#readRecent().catch(() => {
      setTimeout(() => void this.#readAgain(), retryMs).unref();
    });
  }

  async #readRecent(): Promise<void> {
    const rows = await this.events.database.reads.query<EventRow>(sql`
      SELECT ${eventColumns} FROM event
      WHERE kind IN ('sessions.revoked', 'sessions.voided') AND occurred_at > ${new Date(this.now().getTime() - longestLifetimeMs)}`);
    for (const event of rows.map(eventOf)) this.#take(event, event.occurredAt);
  }

  #take(event: LoggedEvent, revokedAt: Date): void {
    if (event.kind === "sessions.voided") this.#everybodyAt = Math.max(this.#everybodyAt, revokedAt.getTime());
    if (event.kind !== "sessions.revoked") return;
    this.#forget();
    const at = revokedAt.getTime();
    const { memberId, sessionIds, everywhere } = event.data;
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
