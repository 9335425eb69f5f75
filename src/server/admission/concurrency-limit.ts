import { Kind, OperationTypeNode, type DocumentNode } from "graphql";

/** Where it begins, between the two limits. */
const initial = 20;
/** How many operations have their latencies judged together. */
const windowSize = 20;
/** How much slower than without load operations may be. */
const tolerance = 1.5;
/** Latency on which nothing depends: what takes a millisecond may take some more. */
const slackMs = 5;
/** How fast the latency without load follows operations that have become slower. */
const rise = 0.1;

/** An operation that has run. */
export interface Measured {
  document: DocumentNode;
  /** What it was charged, which depends on its variables. */
  cost: number;
  latencyMs: number;
  /** How many ran when it began, itself included. */
  inFlight: number;
  /** Whether no other ran when it began, nor when it ended. */
  wasAlone: boolean;
}

/**
 * How many operations may run at a time, adapted to their latencies: the gradient algorithm of Netflix's
 * concurrency-limits and Envoy's adaptive concurrency, with two changes. Each operation is compared with what the same
 * document at a similar cost takes without load, as GraphQL operations differ a thousandfold; and of a window the median
 * counts, so that few slow operations, of one caller perhaps, do not slow the service down for all others. Mutations do
 * not lower the limit: commits take longer together, and more of them are made.
 *
 * `gradient = tolerance / (latency / latency without load)`, from 0.5 to 1; `limit = limit × gradient + √limit / 4`.
 */
export class ConcurrencyLimit {
  readonly #baselines = new WeakMap<DocumentNode, number[]>();
  readonly #ratios: number[] = [];
  #limit: number;
  /** The most that ran at a time in this window. */
  #peak = 0;

  constructor(readonly range: { min: number; max: number }) {
    this.#limit = this.#inRange(initial);
  }

  get value(): number {
    return Math.floor(this.#limit);
  }

  observe({ document, cost, latencyMs, inFlight, wasAlone }: Measured): void {
    const baselineMs = this.#baseline(document, cost, latencyMs, wasAlone);
    const ratio = (latencyMs + slackMs) / (baselineMs + slackMs);
    this.#ratios.push(isMutation(document) ? Math.min(ratio, tolerance) : ratio);
    this.#peak = Math.max(this.#peak, inFlight);
    if (this.#ratios.length === windowSize) this.#adapt();
  }

  /** What the operation takes without load: the least seen, and slower as it is seen to be slower without load. */
  #baseline(document: DocumentNode, cost: number, latencyMs: number, wasAlone: boolean): number {
    const byCost = this.#baselines.get(document) ?? [];
    const bucket = 32 - Math.clz32(cost);
    const known = byCost[bucket] ?? latencyMs;
    const followed = wasAlone ? known + rise * (latencyMs - known) : known;
    const baselineMs = Math.min(latencyMs, followed);
    byCost[bucket] = baselineMs;
    this.#baselines.set(document, byCost);
    return baselineMs;
  }

  #adapt(): void {
    const sorted = this.#ratios.splice(0).sort((one, other) => one - other);
    const ratio = sorted[Math.floor(sorted.length / 2)]!;
    const gradient = Math.min(1, Math.max(0.5, tolerance / ratio));
    const next = this.#limit * gradient + Math.sqrt(this.#limit) / 4;
    // What is not used cannot be known to be too low.
    if (next < this.#limit || this.#peak >= this.#limit / 2) this.#limit = this.#inRange(next);
    this.#peak = 0;
  }

  #inRange(limit: number): number {
    return Math.min(this.range.max, Math.max(this.range.min, limit));
  }
}

const isMutation = ({ definitions }: DocumentNode): boolean =>
  definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.MUTATION,
  );
