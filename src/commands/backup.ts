import { mkdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { createBackup } from "../backup/create-backup.js";
import { projectRoot } from "../core/project-root.js";
import { backupKeyFile, keyToEncrypt } from "./backup-key.js";
import { summaryOf } from "./backup-summary.js";
import { defineCommand } from "./command.js";
import { onNetwork } from "./on-network.js";

const usage = `Usage: ino backup [FILE]
       ino backup --new-key
Writes an encrypted backup of the database, beside a running service: to FILE, or to a new file in DATA_DIR/backups.
--new-key prints a new key for BACKUP_KEY, and its public key.`;

export const command = defineCommand({
  usage,
  options: { "new-key": { type: "boolean", default: false } },
  arguments: { min: 0, max: 1 },
  run: ({ values, positionals }) =>
    onNetwork(async ({ config, print, reach }) => {
      if (values["new-key"]) {
        const key = await generateX25519Identity();
        print(`BACKUP_KEY=${key}`);
        print(`# public key, which makes backups and reads none: ${await identityToRecipient(key)}`);
        return 0;
      }
      const begun = performance.now();
      const key = await keyToEncrypt(config);
      const file = positionals[0] === undefined ? await newFile(config.dataDir) : resolve(positionals[0]);
      const manifest = await createBackup({
        url: await reach({ beside: true }),
        file,
        key,
        serviceVersion: await ownVersion(),
      });
      const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
      print(summaryOf(manifest));
      print(`${file}: ${((await stat(file)).size / 2 ** 20).toFixed(1)} MiB in ${seconds} s`);
      if (config.backupKey === undefined)
        print(
          `It can be read with the key in ${backupKeyFile(config)} alone: store a copy of the key, and of the backup, on another machine.`,
        );
      return 0;
    }),
});

/** Backups of one second would have the same name; the later one fails. */
async function newFile(dataDir: string): Promise<string> {
  const folder = join(dataDir, "backups");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  return join(folder, `ino-${time}.tar.gz.age`);
}

async function ownVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(projectRoot, "package.json"), "utf8")) as { version: string };
  return version;
}
