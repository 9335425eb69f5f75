import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";
import type { GraphQLFormattedError } from "graphql";
import { eventCursor } from "../live/cursor.js";
import type { Sink } from "../live/subscriber.js";

/** What is written to a stream before its subscription waits for the client. */
const mostWritten = 256 * 1024;

/** A result as it is written. */
export interface StreamResult {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
}

/** One stream of server-sent events: takes a subscription's results, and writes them as fast as the client reads. */
export class EventStreamSink extends EventEmitter implements Sink {
  readonly #results: (StreamResult & { cursor?: string })[] = [];
  /** Cursors of results that have been handed to be written and are not yet. */
  readonly #cursors: (string | null)[] = [];
  #bytes = 0;
  #isOver = false;
  #wake = (): void => undefined;
  #leave = (): void => undefined;

  constructor(readonly response: ServerResponse) {
    super();
  }

  isFull = (): boolean => this.#bytes + this.response.writableLength > mostWritten;

  whenDrained = (then: () => void): void => void this.once("drained", then);

  send = (result: string, position: number): void => {
    this.#bytes += result.length;
    this.#results.push({ ...(JSON.parse(result) as StreamResult), cursor: eventCursor(position) });
    this.#wake();
  };

  /** What to do when the client has gone. */
  onEnd(leave: () => void): void {
    this.#leave = leave;
    if (this.#isOver) leave();
  }

  /** Ends the operation, with a last result if there is one. */
  end(last?: StreamResult): void {
    if (last) this.#results.push(last);
    this.#isOver = true;
    this.#wake();
  }

  /** Ends the stream without saying that the operation has ended: its client connects again. */
  close = (): void => void this.response.end();

  closed(): void {
    this.#isOver = true;
    this.#leave();
    this.#wake();
    this.emit("close");
  }

  async *results(): AsyncGenerator<StreamResult> {
    for (;;) {
      for (let next = this.#results.shift(); next; next = this.#results.shift()) {
        const { cursor, ...result } = next;
        this.#cursors.push(cursor ?? null);
        yield result;
      }
      if (this.#isOver) return;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Writes what graphql-sse makes of the results, each with its cursor as id. */
  async write(events: AsyncGenerator<string>): Promise<void> {
    this.response.once("close", () => void events.return(undefined));
    for await (const event of events) {
      if (!this.response.writable) break;
      const cursor = event.startsWith("event: next") ? this.#cursors.shift() : null;
      if (!this.response.write(cursor ? `id: ${cursor}\n${event}` : event)) await this.#drained();
      if (cursor) this.#bytes = Math.max(0, this.#bytes - event.length);
      if (!this.isFull()) this.emit("drained");
    }
    this.response.end();
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.response.off("drain", done).off("close", done);
        resolve();
      };
      this.response.once("drain", done).once("close", done);
    });
  }
}
