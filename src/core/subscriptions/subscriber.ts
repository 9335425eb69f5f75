import type { GraphQLError } from "graphql";
import { Fault } from "../errors/fault.js";
import { withCursor } from "./resume-fault.js";

/** Where the results of one subscription go. */
export interface Sink {
  /** Whether so much waits for the client that no more should be written. */
  isFull: () => boolean;
  /** Calls back once, when what waits has gone. */
  whenDrained: (then: () => void) => void;
  /** Writes a result: JSON, the same text for all who get it, and the cursor of its event. */
  send: (result: string, cursor: string) => void;
}

/** A result, and the place of its event. */
export interface DeliveredResult {
  position: number;
  cursor: string;
  result: string;
}

/** What may wait for one subscriber. */
const max = { events: 1_000, bytes: 4 * 1024 * 1024 };

/**
 * One subscription: gives each delivery to its sink once, in the log's order. While it catches up, or its client does not read, they
 * wait; past the bound it ends with SLOW_CONSUMER.
 */
export class Subscriber {
  /** Everything up to here was sent, or did not match. */
  position: number;
  /** Set when a block sets the member apart from others. */
  isIsolated = false;
  #cursor: string;
  #waiting: DeliveredResult[] = [];
  #bytes = 0;
  #isHeld: boolean;
  #isDraining = false;
  #over = false;
  /** What ended it, when it was a fault. */
  #fault: GraphQLError | null = null;
  #whenEnded: ((fault: GraphQLError | null) => void) | null = null;

  constructor(
    readonly sink: Sink,
    readonly memberId: string | null,
    { position, cursor, held }: { position: number; cursor: string; held: boolean },
  ) {
    this.position = position;
    this.#cursor = cursor;
    this.#isHeld = held;
  }

  /** The cursor to go on from. */
  get cursor(): string {
    return this.#cursor;
  }

  get isOver(): boolean {
    return this.#over;
  }

  /** Calls back once it has ended, at once if it has: with the fault that ended it, or null. A promise would cost each of thousands more. */
  whenEnded(then: (fault: GraphQLError | null) => void): void {
    if (this.#over) then(this.#fault);
    else this.#whenEnded = then;
  }

  /** Takes what comes live; the same event never twice. */
  deliver(delivery: DeliveredResult): void {
    if (this.#over) return;
    if (this.#isHeld || this.#isDraining || this.sink.isFull()) this.#wait(delivery);
    else this.#send(delivery);
  }

  /** Takes what is replayed, at the pace of the client. */
  async replay(delivery: DeliveredResult): Promise<void> {
    while (!this.#over && this.sink.isFull()) await new Promise<void>((resolve) => this.sink.whenDrained(resolve));
    if (!this.#over) this.#send(delivery);
  }

  /** Lets what came live meanwhile follow what was replayed. */
  caughtUp(): void {
    this.#isHeld = false;
    this.#flush();
  }

  /** Ends it with a fault, which its client is told together with the cursor to go on from. */
  fail(fault: unknown): void {
    this.#stop(withCursor(fault, this.#cursor));
  }

  end(): void {
    this.#stop(null);
  }

  #wait(delivery: DeliveredResult): void {
    this.#waiting.push(delivery);
    this.#bytes += delivery.result.length;
    if (this.#waiting.length > max.events || this.#bytes > max.bytes)
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
    for (const { result } of this.#waiting.splice(0, at)) this.#bytes -= result.length;
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
    this.#waiting = [];
    this.#whenEnded?.(fault);
  }
}
