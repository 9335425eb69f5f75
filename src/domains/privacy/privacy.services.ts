import type { DormancyConfig } from "../../config.js";
import type { ErasureLog } from "../../core/access/erasure-log.js";
import type { PersonalTable } from "../../core/access/personal-data.js";
import type { IdentityContext } from "../identity/identity.services.js";

export interface PrivacyServices {
  /**
   * Every table with a member in it, in the order of the modules. Export and erasure go through this list and nothing
   * else; a test compares it with the database, so that a new table must say what it does with a member's data.
   */
  personalTables: Readonly<Record<string, PersonalTable>>;
  /** Where erasures are recorded, for restores. */
  erasureLog: ErasureLog;
  /** When accounts that nobody uses are erased; null for never. */
  dormancy: DormancyConfig | null;
}

export type PrivacyContext = IdentityContext & PrivacyServices;
