import type { Logger } from "pino";
import sql, { type Sql } from "sql-template-tag";
import { foundDiskFull } from "./failures.js";

const probeIntervalMs = 1_000;

/**
 * Some 1.4 MB of a table that is dropped at once: more than the remainders of pages in which small writes still find
 * room, and less than a segment of the write-ahead log, for which PostgreSQL would end.
 */
const probe = sql`CREATE TEMPORARY TABLE ino_disk_probe ON COMMIT DROP AS SELECT generate_series(1, 40000) AS n`;

/**
 * Whether the database can write. It counts as unable to from the first statement that found the disk full until a
 * probe finds room, so that small writes that go through meanwhile do not hide it.
 */
export class WriteState {
  #isFull = false;
  #probedAt = Number.NEGATIVE_INFINITY;
  #probing: Promise<void> | null = null;

  constructor(
    private readonly send: (statement: Sql) => Promise<unknown>,
    private readonly log?: Pick<Logger, "error" | "info">,
  ) {}

  /** Looks whether an error says that the disk is full. */
  note(error: unknown): void {
    if (!foundDiskFull(error) || this.#isFull) return;
    this.#isFull = true;
    this.log?.error(
      { err: error },
      "the disk of the database is full: writes fail with UNAVAILABLE until there is room, reads go on",
    );
  }

  /** Why the database cannot write now; null when it can. While it could not, it is probed, at most once a second. */
  async problem(): Promise<string | null> {
    if (!this.#isFull) return null;
    if (!this.#probing && performance.now() - this.#probedAt >= probeIntervalMs)
      this.#probing = this.#probe().finally(() => (this.#probing = null));
    await this.#probing;
    return this.#isFull ? "the disk of the database is full" : null;
  }

  async #probe(): Promise<void> {
    this.#probedAt = performance.now();
    try {
      await this.send(probe);
    } catch (error) {
      // Without the right to create temporary tables it is taken to have room, until the next write that finds none.
      if ((error as { code?: string }).code !== "42501") return;
    }
    this.#isFull = false;
    this.log?.info("the database can write to its disk again");
  }
}
