import type { Logger } from "pino";
import sql from "sql-template-tag";
import type { Database } from "../../core/database/database.js";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { Theme } from "./theme.entity.js";

/** No mutation and no import changes a theme that is there; what an operator changes in the database shows within this time. */
const ttlMs = 300_000;
/** A vocabulary has a few thousand themes at most: of a larger one the rest is read as it is asked for. */
const readAtOnce = 10_000;

/** The themes in this process's memory: few, and part of almost every answer. */
export class ThemeCache {
  readonly #themes = new Map<string, Promise<Theme | null>>();
  #readAtMs = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly log: Logger,
    private readonly elapsedMs: () => number = () => performance.now(),
  ) {}

  /** The theme with this id, by `read` while it is not known. What is not there is asked for again: it may come. */
  theme(id: string, read: (id: string) => Promise<Theme | null>): Promise<Theme | null> {
    if (this.elapsedMs() - this.#readAtMs > ttlMs) this.#readAnew();
    return (
      this.#themes.get(id) ??
      read(id).then((theme) => {
        if (theme) this.#keep(theme);
        return theme;
      })
    );
  }

  #keep(theme: Theme): void {
    this.#themes.set(theme.id, Promise.resolve(theme));
  }

  /** Forgets all themes and reads them beside the requests, so that none has to wait for more than its own. */
  #readAnew(): void {
    this.#readAtMs = this.elapsedMs();
    this.#themes.clear();
    this.database
      .query<Theme>(sql`SELECT ${columnsOf(this.database.source, Theme, "e")} FROM theme e LIMIT ${readAtOnce}`)
      .then((rows) => {
        for (const row of rows) this.#keep(entityOf(Theme, row));
      })
      .catch((error: unknown) => this.log.debug({ err: error }, "the themes could not be read at once"));
  }
}
