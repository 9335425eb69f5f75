import { Counter, type Registry } from "prom-client";

/** How many errors of GraphQL this process has sent to clients, by code. */
export class ErrorCounts {
  readonly #counts = new Map<string, number>();

  add(code: string): void {
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + 1);
  }

  register(register: Registry): void {
    const counts = this.#counts;
    new Counter({
      name: "ino_graphql_errors_total",
      help: "Errors in answers of this process, by code, over every transport; outcomes in userErrors do not count",
      labelNames: ["code"],
      registers: [register],
      collect() {
        this.reset();
        for (const [code, count] of counts) this.inc({ code }, count);
      },
    });
  }
}
