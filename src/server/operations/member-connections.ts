import { CloseCode } from "graphql-ws";
import type { Revocations } from "../../domains/identity/revocations.js";
import type { EventLogReader } from "../../core/event-log/event-log-reader.js";
import { suspends } from "../../domains/moderation/moderation.validation.js";
import type { Caller } from "./caller.js";

export const maxPerMember = 10;

/** A socket, or a stream of server-sent events. */
export interface Connection {
  close: (code: number, reason: string) => void;
  once: (event: "close", listener: () => void) => unknown;
}

/**
 * The sockets and streams of members who are signed in. Limits how many each has, and closes them when the access token
 * that opened them expires, when its session ends, and when the member is suspended.
 */
export class MemberConnections {
  readonly #open = new Map<string, Map<Connection, string | null>>();
  readonly #detach: (() => void)[];

  constructor(events: EventLogReader, revocations: Revocations) {
    this.#detach = [
      revocations.onRevoked(({ sessionId, memberId }) =>
        this.#close(memberId, "Session ended", (session) => session === sessionId),
      ),
      // They may reconnect and run queries; only subscriptions are refused.
      events.follow({
        onEvent: ({ kind, data }) => {
          if (kind !== "moderation.decided" || !suspends(data.decision)) return;
          for (const memberId of data.affectedIds) this.#close(memberId, "Suspended", () => true);
        },
      }),
    ];
  }

  /** Counts the connection until it closes; false when the member has too many already. */
  add(connection: Connection, { memberId, sessionId, expiresAt }: Caller, now: Date): boolean {
    if (memberId === null) return true;
    const open = this.#open.get(memberId) ?? new Map<Connection, string | null>();
    if (open.size >= maxPerMember) return false;
    this.#open.set(memberId, open.set(connection, sessionId));
    const expiry = setTimeout(
      () => connection.close(CloseCode.Forbidden, "Access token expired"),
      expiresAt!.getTime() - now.getTime(),
    );
    connection.once("close", () => {
      clearTimeout(expiry);
      open.delete(connection);
      if (open.size === 0 && this.#open.get(memberId) === open) this.#open.delete(memberId);
    });
    return true;
  }

  stop(): void {
    for (const detach of this.#detach) detach();
  }

  #close(memberId: string, reason: string, isConcerned: (session: string | null) => boolean): void {
    for (const [connection, session] of this.#open.get(memberId) ?? [])
      // After 4403 the official client reconnects, with a new token if it can get one; 4401 it takes as final.
      if (isConcerned(session)) connection.close(CloseCode.Forbidden, reason);
  }
}
