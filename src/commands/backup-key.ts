import { generateX25519Identity } from "age-encryption";
import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config.js";
import { keptSecret } from "../domains/identity/secret.js";
import { CommandError } from "./command-error.js";

const name = "backup-key";

/** The file in which the key of backups is when none is configured. */
export const backupKeyFile = ({ dataDir }: Config): string => join(dataDir, name);

/** The key to encrypt with: the configured one; for the embedded PostgreSQL also one that is made and stored. */
export async function keyToEncrypt(config: Config): Promise<string> {
  if (config.backupKey !== undefined) return config.backupKey;
  if (config.databaseUrl === undefined) return keptSecret(config.dataDir, name, generateX25519Identity);
  throw new CommandError(
    "Backups are encrypted: set BACKUP_KEY to an age key. `ino backup --new-key` prints a new one.",
  );
}

/** The key to decrypt with: the configured one, or the one that is stored. */
export async function keyToDecrypt(config: Config): Promise<string> {
  if (config.backupKey?.startsWith("age1"))
    throw new CommandError("BACKUP_KEY is a public key: to read a backup, set it to the key AGE-SECRET-KEY-1….");
  if (config.backupKey !== undefined) return config.backupKey;
  const stored = await access(backupKeyFile(config)).then(
    () => true,
    () => false,
  );
  if (config.databaseUrl === undefined && stored) return keptSecret(config.dataDir, name);
  throw new CommandError("Backups are encrypted: set BACKUP_KEY to the key that this one was made with.");
}
