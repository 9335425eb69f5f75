import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateX25519Identity } from "age-encryption";
import { pino } from "pino";
import { restoreNetwork, type RestoreNetworkOptions } from "../../src/app/restore-network.js";
import { createBackup } from "../../src/backup/create-backup.js";
import type { Manifest } from "../../src/backup/manifest.js";
import { dropDatabase, newDatabaseUrl } from "../support/database.js";
import { testConfig } from "../support/app.js";

/** A folder of a test's own with backups, and the databases that they are restored into. */
export class Backups {
  readonly folder = mkdtempSync(join(tmpdir(), "ino-backup-"));
  key = "";
  readonly #databases: string[] = [];
  #number = 0;

  async begin(): Promise<this> {
    this.key = await generateX25519Identity();
    return this;
  }

  newFile(): string {
    return join(this.folder, `${++this.#number}.tar.gz.age`);
  }

  /** Makes a backup, and gives its file. */
  async of(url: string): Promise<string> {
    const file = this.newFile();
    await createBackup({ url, file, key: this.key, serviceVersion: "test" });
    return file;
  }

  /** A database without tables, dropped at the end. */
  async emptyDatabase(template: "template0" | "ino_template" = "template0"): Promise<string> {
    const url = await newDatabaseUrl(template);
    this.#databases.push(url);
    return url;
  }

  restore(file: string, databaseUrl: string, options: Partial<RestoreNetworkOptions> = {}): Promise<Manifest> {
    return restoreNetwork({
      config: { ...testConfig(databaseUrl), erasureLog: join(this.folder, "erasures.log") },
      log: pino({ level: "silent" }),
      databaseUrl,
      backup: { file, key: this.key },
      mayReplace: false,
      erasures: [],
      listedSince: null,
      ...options,
    });
  }

  /** Restores into a database of its own, and gives its address. */
  async restored(file: string, options: Partial<RestoreNetworkOptions> = {}): Promise<string> {
    const url = await this.emptyDatabase();
    await this.restore(file, url, options);
    return url;
  }

  bytesOf(file: string): Promise<Buffer> {
    return readFile(file);
  }

  async remove(): Promise<void> {
    for (const url of this.#databases) await dropDatabase(url);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
