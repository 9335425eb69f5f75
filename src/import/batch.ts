import type { Connection } from "../core/database/database.js";

/** The privacy settings that imported members begin with, where their network has agreed to others than the defaults. */
export interface ImportedSettings {
  visibility: "EVERYBODY" | "MEMBERS";
  shareAttendance: boolean;
}

/** What a batch of rows is written with: one transaction. */
export interface Batch extends Connection {
  /** The name under which the folder's own ids are kept. */
  source: string;
  now: Date;
  newId: () => string;
  /** Without them, members-only, and attendance is not shared. */
  settings?: ImportedSettings | undefined;
}
