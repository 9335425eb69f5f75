import type { Config } from "../config.js";
import { keptSecret } from "../domains/identity/secret.js";

/** The secrets that seal stored data: configured, or made and stored outside production; null when there are none. */
export const dataKeysOf = async ({ dataKeys, production, dataDir }: Config): Promise<readonly string[] | null> =>
  dataKeys ?? (production ? null : [await keptSecret(dataDir, "data-key")]);
