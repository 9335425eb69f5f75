import type { Logger } from "pino";
import pg from "pg";
import sql from "sql-template-tag";
import type { Database } from "../../core/database/database.js";
import { PeriodicJob } from "../../core/jobs/periodic-job.js";
import { exposureFigures, keepFigures, measureExposure, type ExposureFigures } from "./exposure.reads.js";
import { gini, type Share } from "./gini.js";

const intervalMs = 60_000;
/** A measuring takes no more than a twentieth of one connection's time, however large the network is. */
const restTimes = 20;
/** It reads all impressions of a month: longer than a request may. */
const longestMs = 60_000;
const connectTimeoutMs = 2_500;

/**
 * Measures every minute, in one process at a time, to how many viewers each member was shown, and writes down who is
 * above the cap. Every process then tells the same figures, at most a minute late.
 */
export class Exposure {
  /** 0 to 1; 0 before the first measuring. */
  gini = 0;
  /** Members above the cap. */
  capped = 0;
  readonly job: PeriodicJob;

  constructor(
    private readonly database: Database,
    private readonly databaseUrl: string,
    log: Logger,
    private readonly now: () => Date,
  ) {
    const failureMessage = "who is shown to how many could not be measured: trying again";
    const run = (signal: AbortSignal): Promise<void> => this.run(signal);
    this.job = new PeriodicJob({ name: "exposure", intervalMs, run, failureMessage }, log);
  }

  /** Measures when it is time to, and takes the figures over, whichever process measured them. */
  async run(signal?: AbortSignal): Promise<void> {
    if (this.#isDue(await this.#takeOver())) {
      await this.#measure(signal);
      await this.#takeOver();
    }
  }

  async #takeOver(): Promise<ExposureFigures | undefined> {
    const [figures] = await this.database.reads.query<ExposureFigures>(exposureFigures);
    if (figures) ({ gini: this.gini, capped: this.capped } = figures);
    return figures;
  }

  /** A little less than the minute, so that a timer that is early does not skip its turn. */
  #isDue(figures: ExposureFigures | undefined): boolean {
    const rest = Math.max(0.9 * intervalMs, restTimes * (figures?.tookMs ?? 0));
    if (!figures) return true;
    const age = this.now().getTime() - figures.measuredAt.getTime();
    // Figures of the future were measured before a clock was set back.
    return age < 0 || age >= rest;
  }

  /** In one transaction on a connection of its own, as those of the pool end what takes longer than a request may. */
  async #measure(signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return;
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: "ino-exposure",
      connectionTimeoutMillis: connectTimeoutMs,
      statement_timeout: longestMs,
      query_timeout: longestMs + 500,
    });
    client.on("error", () => undefined);
    const end = (): void => void client.end().catch(() => undefined);
    try {
      await client.connect();
      // Only from here on may the signal end it: a client that is ended while it connects never says that it will not.
      signal?.addEventListener("abort", end);
      if (signal?.aborted) return;
      await client.query("BEGIN");
      const turn = await client.query<{ taken: boolean }>(
        sql`SELECT pg_try_advisory_xact_lock(hashtext('suggestion.exposure')) AS taken`,
      );
      // Another process may have measured since.
      const known = await client.query<ExposureFigures>(exposureFigures);
      if (turn.rows[0]!.taken && this.#isDue(known.rows[0])) {
        const [from, now] = [performance.now(), this.now()];
        const { rows } = await client.query<Share>(measureExposure(now));
        await client.query(keepFigures(gini(rows), now, Math.round(performance.now() - from)));
      }
      await client.query("COMMIT");
    } finally {
      signal?.removeEventListener("abort", end);
      await client.end();
    }
  }
}
