import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";
import type { GraphQLFormattedError } from "graphql";
import type { Sink } from "../../core/subscriptions/subscriber.js";

/** What is written to a stream before its subscription waits for the client. */
const maxWritten = 256 * 1024;
/** How long a client may take to read the end of its stream. */
const closeTimeoutMs = 5_000;

/** A result as it is written. */
export interface StreamResult {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
}

/**
 * One stream of server-sent events: takes a subscription's results, the same text for all who get them, and writes them as fast as the
 * client reads. What the library has to say (that it began, is there, has ended) goes between them. It alone knows when the stream is
 * over, whichever way: it tells so by "close", once.
 */
export class EventStreamSink extends EventEmitter implements Sink {
  #hasBegun = false;
  #beginning = "";
  #last: StreamResult | undefined;
  #lastId = "";
  #isOver = false;
  #wake = (): void => undefined;
  #leave = (): void => undefined;

  constructor(readonly response: ServerResponse) {
    super();
    response.on("drain", () => this.emit("drained"));
    response.once("close", () => this.#closed());
  }

  /** Whether it can be written to; Node's own `writable` says so of every response. */
  get isOpen(): boolean {
    return !this.response.writableEnded && !this.response.destroyed;
  }

  /** Before the headers are written, nothing else can be. */
  isFull = (): boolean => !this.#hasBegun || this.response.writableLength > maxWritten;

  whenDrained = (then: () => void): void => void this.once("drained", then);

  send = (result: string, cursor: string): void => {
    if (this.isOpen) this.response.write(`id: ${cursor}\nevent: next\ndata: ${result}\n\n`);
  };

  /** Lets a browser that connects again not ask for the same place for ever, as it would: there is no going on from there. */
  forgetCursor(): void {
    this.#lastId = "id:\n";
  }

  /** Where the stream begins: a browser whose connection breaks before the first event goes on from there. An id alone fires no event. */
  beginsAt(cursor: string): void {
    this.#beginning = `id: ${cursor}\n\n`;
  }

  /** What to do when the client has gone. */
  onEnd(leave: () => void): void {
    this.#leave = leave;
    if (this.#isOver) leave();
  }

  /** Ends the operation, with a last result if there is one. */
  end(last?: StreamResult): void {
    this.#last = last;
    this.#isOver = true;
    this.#wake();
    this.#endSoon();
  }

  /**
   * Ends the stream without saying that the operation has ended: its client connects again. Before it has begun, it is cut off: an
   * answer that ended there would be one without a type, which EventSource takes as final.
   */
  close = (): void => {
    if (this.#hasBegun) this.response.end();
    else this.response.destroy();
    this.#endSoon();
  };

  /** For the library, which knows nothing of the others: the last result. */
  async *results(): AsyncGenerator<StreamResult> {
    while (!this.#isOver) await new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.#last) yield this.#last;
  }

  /** Writes what graphql-sse makes of the operation, once the headers are. */
  async write(events: AsyncGenerator<string>): Promise<void> {
    this.once("close", () => void events.return(undefined));
    this.#hasBegun = true;
    if (this.#beginning && this.isOpen) this.response.write(this.#beginning);
    this.emit("drained");
    for await (const event of events) {
      if (!this.isOpen) break;
      this.response.write(event.startsWith("event: next") ? this.#lastId + event : event);
    }
    this.response.end();
  }

  /** A client that does not read would never see the end, and keep its place for ever. */
  #endSoon(): void {
    if (this.response.destroyed) return;
    const late = setTimeout(() => this.response.destroy(), closeTimeoutMs);
    this.once("close", () => clearTimeout(late));
  }

  #closed(): void {
    this.#isOver = true;
    this.#leave();
    this.#wake();
    this.emit("close");
  }
}
