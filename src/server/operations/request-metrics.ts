import { Counter, Histogram, type Registry } from "prom-client";

/** From what an answer from memory takes to what a client gives up after. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export interface AnsweredRequest {
  method: string;
  /** The path as it is declared, such as `/account/:page`; never what a client wrote. */
  route: string;
  status: number;
  ms: number;
}

/** Counts requests over HTTP and operations on WebSockets, with the time that they take. */
export class RequestMetrics {
  readonly #requests: Counter;
  readonly #requestSeconds: Histogram;
  readonly #operationSeconds: Histogram;

  constructor(register: Registry) {
    const registers = [register];
    this.#requests = new Counter({
      name: "ino_http_requests_total",
      help: "Requests over HTTP that were answered, by method, route and status",
      labelNames: ["method", "route", "status"],
      registers,
    });
    this.#requestSeconds = new Histogram({
      name: "ino_http_request_duration_seconds",
      help: "How long requests over HTTP took, from the first byte of the request to the last of the answer",
      labelNames: ["route"],
      ...{ buckets, registers },
    });
    this.#operationSeconds = new Histogram({
      name: "ino_websocket_operation_duration_seconds",
      help: "How long queries and mutations on WebSockets took",
      ...{ buckets, registers },
    });
  }

  observeRequest({ method, route, status, ms }: AnsweredRequest): void {
    this.#requests.inc({ method, route, status });
    this.#requestSeconds.observe({ route }, ms / 1_000);
  }

  observeOperation(ms: number): void {
    this.#operationSeconds.observe(ms / 1_000);
  }
}
