import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";

/** What is written to a socket before the subscriptions on it wait for its client. */
const maxWritten = 256 * 1024;

/** The subscriptions on a socket that wait until its client has read, each in its turn. */
export class SocketDrain {
  readonly #waiting: (() => void)[] = [];
  #isAwaited = false;

  constructor(
    readonly socket: WebSocket,
    readonly connection: Duplex,
  ) {}

  get isFull(): boolean {
    return this.socket.bufferedAmount > maxWritten;
  }

  wait(then: () => void): void {
    this.#waiting.push(then);
    this.#await();
  }

  #await(): void {
    if (this.#isAwaited) return;
    this.#isAwaited = true;
    this.connection.once("drain", () => {
      this.#isAwaited = false;
      this.#goOn();
    });
  }

  /** Lets them write until the socket is full again; who writes so much that they must wait again goes to the end. */
  #goOn(): void {
    for (let turns = this.#waiting.length; turns > 0 && !this.isFull; turns--) this.#waiting.shift()!();
    if (this.#waiting.length > 0) this.#await();
  }
}
