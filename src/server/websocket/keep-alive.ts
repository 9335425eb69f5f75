import type { WebSocket } from "ws";

/** Sockets take turns: pings to thousands of them at once would hold up everything else. */
const turns = 24;

/** Finds sockets that nobody is at the other end of: a broken connection often says nothing. */
export class KeepAlive {
  readonly #turns = Array.from({ length: turns }, () => new Set<WebSocket>());
  readonly #unanswered = new Set<WebSocket>();
  readonly #timer: NodeJS.Timeout;
  #last = 0;
  #next = 0;

  /** A ping goes out this often; a socket that has not answered by the next one is ended. */
  constructor(intervalMs = 12_000) {
    this.#timer = setInterval(
      () => this.#ping(this.#turns[(this.#next = (this.#next + 1) % turns)]!),
      intervalMs / turns,
    );
    this.#timer.unref();
  }

  add(socket: WebSocket): void {
    const turn = this.#turns[(this.#last = (this.#last + 1) % turns)]!;
    turn.add(socket);
    socket.on("pong", this.#answered).once("close", () => {
      turn.delete(socket);
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

  // One function for all of them, which is told the socket as `this`.
  readonly #answered = ((unanswered) =>
    function (this: WebSocket): void {
      unanswered.delete(this);
    })(this.#unanswered);
}
