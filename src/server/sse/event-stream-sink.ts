import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";
import type { GraphQLFormattedError } from "graphql";
import type { Sink } from "../../core/subscriptions/subscriber.js";

/** Bytes that may wait for a client to read them before its subscription pauses. */
const maxBufferedBytes = 256 * 1024;
/** How long a client may take to read the end of its stream. */
const closeTimeoutMs = 5_000;

/** A result as it is written. */
export interface StreamResult {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
}

/**
 * One stream of server-sent events. Writes a subscription's results, serialised once for all who get them, as fast as
 * the client reads, and between them what the library sends: that the stream is open, is alive, has completed. Emits
 * "close" exactly once, however the stream ends.
 */
export class EventStreamSink extends EventEmitter implements Sink {
  #hasStarted = false;
  #firstId = "";
  #lastResult: StreamResult | undefined;
  #resetId = "";
  #isOver = false;
  #wake = (): void => undefined;
  #disconnected = (): void => undefined;

  constructor(readonly response: ServerResponse) {
    super();
    response.on("drain", () => this.emit("drained"));
    response.once("close", () => this.#closed());
  }

  /** Whether it can be written to; Node's own `writable` is true of every response. */
  get isOpen(): boolean {
    return !this.response.writableEnded && !this.response.destroyed;
  }

  /** Before the headers are written, nothing else can be. */
  isFull = (): boolean => !this.#hasStarted || this.response.writableLength > maxBufferedBytes;

  whenDrained = (then: () => void): void => void this.once("drained", then);

  send = (result: string, cursor: string): void => {
    if (this.isOpen) this.response.write(`id: ${cursor}\nevent: next\ndata: ${result}\n\n`);
  };

  /** Resets the id that a browser keeps, which would reconnect for ever with a cursor that is refused. */
  forgetCursor(): void {
    this.#resetId = "id:\n";
  }

  /**
   * The cursor at which the stream starts: a browser whose connection breaks before the first event resumes there.
   * An id alone fires no event.
   */
  startAt(cursor: string): void {
    this.#firstId = `id: ${cursor}\n\n`;
  }

  /** Sets what to do when the client has gone; done at once if it has gone already. */
  onDisconnect(listener: () => void): void {
    this.#disconnected = listener;
    if (this.#isOver) listener();
  }

  /** Ends the operation, with a last result if there is one. */
  end(last?: StreamResult): void {
    this.#lastResult = last;
    this.#isOver = true;
    this.#wake();
    this.#closeByForce();
  }

  /**
   * Ends the stream without completing the operation, so that its client reconnects. A stream that has not started is
   * cut off: an answer that ended there would have no content type, which EventSource takes as final.
   */
  close = (): void => {
    if (this.#hasStarted) this.response.end();
    else this.response.destroy();
    this.#closeByForce();
  };

  /** The results for the library, which does not see those sent directly: the last one, when the operation ends. */
  async *results(): AsyncGenerator<StreamResult> {
    while (!this.#isOver) await new Promise<void>((resolve) => (this.#wake = resolve));
    if (this.#lastResult) yield this.#lastResult;
  }

  /** Writes the events of graphql-sse, once the headers are written. */
  async write(events: AsyncGenerator<string>): Promise<void> {
    this.once("close", () => void events.return(undefined));
    this.#hasStarted = true;
    if (this.#firstId && this.isOpen) this.response.write(this.#firstId);
    this.emit("drained");
    for await (const event of events) {
      if (!this.isOpen) break;
      this.response.write(event.startsWith("event: next") ? this.#resetId + event : event);
    }
    this.response.end();
  }

  /** Destroys the response if it does not close in time: a client that does not read would keep it open for ever. */
  #closeByForce(): void {
    if (this.response.destroyed) return;
    const late = setTimeout(() => this.response.destroy(), closeTimeoutMs);
    this.once("close", () => clearTimeout(late));
  }

  #closed(): void {
    this.#isOver = true;
    this.#disconnected();
    this.#wake();
    this.emit("close");
  }
}
