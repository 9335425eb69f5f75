import type { Connection } from "../core/database/database.js";

/** What a batch of rows is written with: one transaction. */
export interface Batch extends Connection {
  /** The name under which the folder's own ids are kept. */
  source: string;
  now: Date;
  newId: () => string;
}
