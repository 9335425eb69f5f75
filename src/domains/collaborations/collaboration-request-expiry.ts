import type { Logger } from "pino";
import { inTransaction, systemContext, type CoreServices } from "../../core/graphql/context.js";
import { expireOldest } from "./collaboration-request.ending.js";

const intervalMs = 10 * 60_000;
const atATime = 200;

/** Writes down, at the start and every ten minutes, which requests have run out. Processes that do so at once share the work. */
export class RequestExpiry {
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #stopping = false;

  constructor(
    readonly services: CoreServices,
    readonly log: Logger,
  ) {}

  start(): void {
    this.#timer = setInterval(() => this.wake(), intervalMs);
    this.#timer.unref();
    this.wake();
  }

  wake(): void {
    this.#running ??= this.run()
      .catch((error: unknown) =>
        this.log.warn({ err: error }, "requests that ran out could not be ended: trying again"),
      )
      .finally(() => (this.#running = null));
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#running;
  }

  async run(): Promise<void> {
    while (!this.#stopping && (await this.#expireSome()) === atATime);
  }

  #expireSome(): Promise<number> {
    return inTransaction(systemContext(this.services, this.log), (tx) => expireOldest(tx, atATime));
  }
}
