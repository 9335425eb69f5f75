import type { GraphQLError } from "graphql";
import { Fault } from "../errors/fault.js";
import type { Billing } from "../budget/charge.js";
import type { QueuedBytes } from "./queued-bytes.js";
import { withCursor } from "./resume-fault.js";

/** Where the results of one subscription go. */
export interface Sink {
  /** Whether so much is buffered for the client that no more should be written. */
  isFull: () => boolean;
  /** Calls back once, when the buffer is empty. */
  whenDrained: (then: () => void) => void;
  /** Writes a result, the same JSON for all who receive it, and the cursor of its event. */
  send: (result: string, cursor: string) => void;
}

/** A result and the position of its event. */
export interface DeliveredResult {
  position: number;
  cursor: string;
  result: string;
}

/** The limits of the queue of one subscriber. */
const max = { events: 1_000, bytes: 4 * 1024 * 1024 };

/**
 * One subscription: passes each result to its sink once, in the log's order. Results are queued while it catches up or
 * its client does not read; past the limits it ends with SLOW_CONSUMER.
 */
export class Subscriber {
  /** Everything up to this position was sent, or did not match. */
  position: number;
  /** Set when a block isolates the member: from then on results are executed for them individually. */
  isIsolated = false;
  #cursor: string;
  #waiting: DeliveredResult[] = [];
  #bytes = 0;
  #isHeld: boolean;
  #isDraining = false;
  #over = false;
  /** The fault that ended it. */
  #fault: GraphQLError | null = null;
  #whenEnded: ((fault: GraphQLError | null) => void) | null = null;

  constructor(
    readonly sink: Sink,
    readonly memberId: string | null,
    { position, cursor, held }: { position: number; cursor: string; held: boolean },
    readonly billing: Billing,
    private readonly queued: QueuedBytes,
  ) {
    this.position = position;
    this.#cursor = cursor;
    this.#isHeld = held;
  }

  /** The cursor to resume from. */
  get cursor(): string {
    return this.#cursor;
  }

  get isOver(): boolean {
    return this.#over;
  }

  /**
   * Calls back when it has ended, at once if it has already: with the fault that ended it, or null. A promise for each
   * of thousands would cost more.
   */
  whenEnded(then: (fault: GraphQLError | null) => void): void {
    if (this.#over) then(this.#fault);
    else this.#whenEnded = then;
  }

  /** Takes a live result; an event is never sent twice. */
  deliver(delivery: DeliveredResult): void {
    if (this.#over) return;
    if (this.#isHeld || this.#isDraining || this.sink.isFull()) this.#wait(delivery);
    else this.#send(delivery);
  }

  /** Takes a replayed result, at the pace of the client. */
  async replay(delivery: DeliveredResult): Promise<void> {
    while (!this.#over && this.sink.isFull()) await new Promise<void>((resolve) => this.sink.whenDrained(resolve));
    if (!this.#over) this.#send(delivery);
  }

  /** Ends the catching up: the live results that were queued meanwhile follow. */
  caughtUp(): void {
    this.#isHeld = false;
    this.#flush();
  }

  /** Ends it with a fault, which its client receives with the cursor to resume from. */
  fail(fault: unknown): void {
    this.#stop(withCursor(fault, this.#cursor));
  }

  end(): void {
    this.#stop(null);
  }

  #wait(delivery: DeliveredResult): void {
    this.#waiting.push(delivery);
    this.#bytes += delivery.result.length;
    this.queued.add(delivery);
    if (this.#waiting.length > max.events || this.#bytes > max.bytes || this.queued.isFull)
      this.fail(new Fault("SLOW_CONSUMER", "More events wait than are read: subscribe again after the cursor given."));
    else if (!this.#isHeld) this.#drain();
  }

  #drain(): void {
    if (this.#isDraining) return;
    this.#isDraining = true;
    this.sink.whenDrained(() => {
      this.#isDraining = false;
      this.#flush();
    });
  }

  #flush(): void {
    let at = 0;
    while (!this.#over && at < this.#waiting.length && !this.sink.isFull()) this.#send(this.#waiting[at++]!);
    for (const delivery of this.#waiting.splice(0, at)) {
      this.#bytes -= delivery.result.length;
      this.queued.delete(delivery);
    }
    if (!this.#over && this.#waiting.length > 0) this.#drain();
  }

  #send({ position, cursor, result }: DeliveredResult): void {
    if (position <= this.position) return;
    this.position = position;
    this.#cursor = cursor;
    this.sink.send(result, cursor);
  }

  #stop(fault: GraphQLError | null): void {
    if (this.#over) return;
    this.#over = true;
    this.#fault = fault;
    for (const delivery of this.#waiting.splice(0)) this.queued.delete(delivery);
    this.#whenEnded?.(fault);
  }
}
