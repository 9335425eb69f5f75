import type { DocumentNode } from "graphql";
import type { ServiceTime } from "../../core/budget/service-time.js";
import type { Permit } from "./permit.js";

/** What an operation was like that has completed. */
export interface Completed {
  caller: string;
  /** Absent when it never got so far as to be named. */
  operation: { document: DocumentNode; cost: number } | undefined;
  serviceTimeMs: number;
  /** Since it began, without the time in which it was paused. */
  latencyMs: number;
  /** How many ran when it began, itself included. */
  inFlight: number;
  /** Whether nothing else ran when it began, nor at its end. */
  wasAlone: boolean;
}

interface Options {
  serviceTime: ServiceTime;
  now: () => number;
  onCompleted: (completed: Completed) => void;
  /** Is called whenever one more or one less runs. */
  onChanged: () => void;
  /** Is called when one less runs, after that. */
  onFreed: () => void;
}

/** The operations that run: how many, of whom, and the permits that they hold. */
export class RunningOperations {
  readonly #byCaller = new Map<string, number>();
  #count = 0;
  #progressAt: number;

  constructor(private readonly options: Options) {
    this.#progressAt = options.now();
  }

  get count(): number {
    return this.#count;
  }

  /** When an operation began or ended last. */
  get progressAt(): number {
    return this.#progressAt;
  }

  of(caller: string): number {
    return this.#byCaller.get(caller) ?? 0;
  }

  /** How many run of the callers for whom this is true. */
  countOf(isOne: (caller: string) => boolean): number {
    let count = 0;
    for (const [caller, running] of this.#byCaller) if (isOne(caller)) count += running;
    return count;
  }

  start(caller: string): Permit {
    const { now, onCompleted } = this.options;
    let endServiceTime = this.#begin(caller);
    let [startedAt, inFlight] = [now(), this.#count];
    let pausedAt: number | null = null;
    let serviceTimeBeforeMs = 0;
    let operation: Completed["operation"];
    let isRunning = true;
    return {
      runs: (document, cost) => (operation = { document, cost }),
      pause: () => {
        if (!isRunning || pausedAt !== null) return () => undefined;
        pausedAt = now();
        serviceTimeBeforeMs += endServiceTime();
        this.#end(caller);
        return () => {
          if (!isRunning || pausedAt === null) return;
          // At once, beyond the limit if need be: those who wait elsewhere come back one by one.
          endServiceTime = this.#begin(caller);
          startedAt += now() - pausedAt;
          inFlight = this.#count;
          pausedAt = null;
        };
      },
      release: () => {
        if (!isRunning) return 0;
        isRunning = false;
        if (pausedAt !== null) return serviceTimeBeforeMs;
        const serviceTimeMs = serviceTimeBeforeMs + endServiceTime();
        const latencyMs = now() - startedAt;
        const wasAlone = inFlight === 1 && this.#count === 1;
        onCompleted({ caller, operation, serviceTimeMs, latencyMs, inFlight, wasAlone });
        this.#end(caller);
        return serviceTimeMs;
      },
    };
  }

  /** Counts one more that runs; returns the function that ends its service time. */
  #begin(caller: string): () => number {
    this.#count++;
    this.#progressAt = this.options.now();
    this.#byCaller.set(caller, this.of(caller) + 1);
    this.options.onChanged();
    return this.options.serviceTime.start();
  }

  #end(caller: string): void {
    this.#count--;
    this.#progressAt = this.options.now();
    const left = this.of(caller) - 1;
    if (left > 0) this.#byCaller.set(caller, left);
    else this.#byCaller.delete(caller);
    this.options.onChanged();
    this.options.onFreed();
  }
}
