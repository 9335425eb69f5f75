import type { Logger } from "pino";
import { restoreBackup } from "../backup/restore-backup.js";
import { BackupError } from "../backup/backup-error.js";
import type { BackupSource } from "../backup/archive-reader.js";
import type { Manifest } from "../backup/manifest.js";
import type { Config } from "../config.js";
import type { RecordedErasure } from "../core/access/erasure-log.js";
import { createDataSource } from "../core/database/data-source.js";
import { connectionOf, Database } from "../core/database/database.js";
import { unreachable } from "../core/database/unreachable.js";
import { insertEvents } from "../core/event-log/announce.js";
import type { NewEvent } from "../core/event-log/events.js";
import { skipLostPositions } from "../core/event-log/lost-positions.js";
import { inherit, systemContext, type TransactionContext } from "../core/graphql/context.js";
import { commandServices } from "./create-services.js";
import { databaseSchema } from "./database-schema.js";
import { modules } from "./modules.js";

export interface RestoreNetworkOptions {
  config: Config;
  log: Logger;
  databaseUrl: string;
  backup: BackupSource;
  mayReplace: boolean;
  /** All that were recorded since the backup; earlier ones change nothing. */
  erasures: readonly RecordedErasure[];
  /** Since when there is a list of them, where one that is younger than the backup will not do. */
  listedSince: Date | null;
}

/** Restores a backup and makes it fit for use: in one transaction, so that nobody ever sees it without. */
export async function restoreNetwork({ config, log, ...options }: RestoreNetworkOptions): Promise<Manifest> {
  const { databaseUrl, backup, mayReplace, erasures, listedSince } = options;
  const source = createDataSource(databaseSchema, {
    url: databaseUrl,
    poolSize: 1,
    statementTimeoutMs: 0,
    pipeline: false,
  });
  await source.initialize().catch(unreachable);
  try {
    const database = new Database(source);
    const services = commandServices({ config, log, database, databaseUrl });
    const ctx = systemContext(services, log);
    return await restoreBackup({
      database: source,
      backup,
      mayReplace,
      finish: async (manager, { takenAt }) => {
        if (listedSince !== null && listedSince > new Date(takenAt)) throw youngList(config.erasureLog, listedSince);
        const db = connectionOf(manager);
        await skipLostPositions(db, new Date(takenAt), services.now());
        const events: NewEvent[] = [];
        const tx: TransactionContext = inherit(ctx, {
          db,
          manager,
          announce: (event: NewEvent) => void events.push(event),
          onCommit: () => undefined,
        });
        for (const module of modules) await module.restored?.(tx, { erasures });
        await db.query(insertEvents(events));
        await services.erasureLog.merge(erasures);
      },
    });
  } finally {
    await source.destroy();
  }
}

const youngList = (file: string, since: Date): BackupError =>
  new BackupError(
    `The list of erasures in ${file} was begun at ${since.toISOString()}, after this backup. Pass the list of the service ` +
      "that the backup is of with --erasures FILE, or --no-erasures when nobody was erased before that time.",
  );
