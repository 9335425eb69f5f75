import type { ImportFileName } from "./import-file.js";

declare module "../core/event-log/events.js" {
  interface SubjectlessEventPayloads {
    /** One batch of rows of a file; readers that keep a copy of such rows read them again. */
    "network.imported": { source: string; file: ImportFileName; rows: number };
  }
}
