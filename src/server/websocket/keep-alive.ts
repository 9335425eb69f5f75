import type { WebSocket } from "ws";

/** Sockets are pinged in so many batches: thousands of pings at once would hold up everything else. */
const batchCount = 24;

/** Terminates sockets whose client has gone: a broken connection often goes unnoticed. */
export class KeepAlive {
  readonly #batches = Array.from({ length: batchCount }, () => new Set<WebSocket>());
  readonly #unanswered = new Set<WebSocket>();
  readonly #timer: NodeJS.Timeout;
  #last = 0;
  #next = 0;

  /** @param intervalMs between two pings of a socket; one that has not answered by the next ping is terminated. */
  constructor(intervalMs = 12_000) {
    this.#timer = setInterval(
      () => this.#ping(this.#batches[(this.#next = (this.#next + 1) % batchCount)]!),
      intervalMs / batchCount,
    );
    this.#timer.unref();
  }

  add(socket: WebSocket): void {
    const batch = this.#batches[(this.#last = (this.#last + 1) % batchCount)]!;
    batch.add(socket);
    socket.on("pong", this.#onPong).once("close", () => {
      batch.delete(socket);
      this.#unanswered.delete(socket);
    });
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #ping(sockets: Set<WebSocket>): void {
    for (const socket of sockets) {
      if (this.#unanswered.has(socket)) socket.terminate();
      else if (socket.readyState === socket.OPEN) {
        this.#unanswered.add(socket);
        socket.ping();
      }
    }
  }

  // One function for all sockets, which gets the socket as `this`.
  readonly #onPong = ((unanswered) =>
    function (this: WebSocket): void {
      unanswered.delete(this);
    })(this.#unanswered);
}
