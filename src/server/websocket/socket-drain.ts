import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";

/** Bytes that may wait for a client to read them before the subscriptions on its socket pause. */
const maxBufferedBytes = 256 * 1024;

/** The subscriptions on a socket that are paused until its client has read; they resume first come, first served. */
export class SocketDrain {
  readonly #waiting: (() => void)[] = [];
  #isAwaitingDrain = false;

  constructor(
    readonly socket: WebSocket,
    readonly connection: Duplex,
  ) {}

  get isFull(): boolean {
    return this.socket.bufferedAmount > maxBufferedBytes;
  }

  wait(then: () => void): void {
    this.#waiting.push(then);
    this.#awaitDrain();
  }

  #awaitDrain(): void {
    if (this.#isAwaitingDrain) return;
    this.#isAwaitingDrain = true;
    this.connection.once("drain", () => {
      this.#isAwaitingDrain = false;
      this.#resume();
    });
  }

  /** Resumes them until the socket is full again; one that must pause again goes to the end of the queue. */
  #resume(): void {
    for (let turns = this.#waiting.length; turns > 0 && !this.isFull; turns--) this.#waiting.shift()!();
    if (this.#waiting.length > 0) this.#awaitDrain();
  }
}
