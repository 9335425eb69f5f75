import { CloseCode } from "graphql-ws";
import type { Revocations } from "../../domains/identity/revocations.js";
import type { EventLogReader } from "../../core/event-log/event-log-reader.js";
import { suspendedBy } from "../../domains/moderation/suspended-by.js";
import type { Caller } from "./caller.js";

export const maxPerMember = 10;

/** What a member keeps open: a socket, or a stream of server-sent events. */
export interface Closable {
  close: (code: number, reason: string) => void;
  once: (event: "close", listener: () => void) => unknown;
}

/** The sockets of who is signed in: so many for each, and none longer than the access token that opened it is valid, or into a suspension. */
export class MemberConnections {
  readonly #open = new Map<string, Map<Closable, string | null>>();
  readonly #detach: (() => void)[];

  constructor(events: EventLogReader, revocations: Revocations) {
    this.#detach = [
      revocations.onRevoked(({ sessionId, memberId }) =>
        this.#close(memberId, "Session ended", (session) => session === sessionId),
      ),
      // They may connect again, and ask; only nothing is told live to them any more.
      events.follow({
        onEvent: (event) => {
          for (const memberId of suspendedBy(event)) this.#close(memberId, "Suspended", () => true);
        },
      }),
    ];
  }

  /** Keeps an eye on the socket; false when the member has too many already. */
  add(socket: Closable, { memberId, sessionId, expiresAt }: Caller, now: Date): boolean {
    if (memberId === null) return true;
    const open = this.#open.get(memberId) ?? new Map<Closable, string | null>();
    if (open.size >= maxPerMember) return false;
    this.#open.set(memberId, open.set(socket, sessionId));
    const expiry = setTimeout(
      () => socket.close(CloseCode.Forbidden, "Access token expired"),
      expiresAt!.getTime() - now.getTime(),
    );
    socket.once("close", () => {
      clearTimeout(expiry);
      open.delete(socket);
      if (open.size === 0 && this.#open.get(memberId) === open) this.#open.delete(memberId);
    });
    return true;
  }

  stop(): void {
    for (const detach of this.#detach) detach();
  }

  #close(memberId: string, why: string, concerns: (session: string | null) => boolean): void {
    for (const [socket, session] of this.#open.get(memberId) ?? [])
      // 4403 makes the official client connect again, with a new token if it can get one; 4401 it would take as final.
      if (concerns(session)) socket.close(CloseCode.Forbidden, why);
  }
}
