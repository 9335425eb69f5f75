import { access } from "node:fs/promises";
import { resolve } from "node:path";
import { restoreNetwork } from "../app/restore-network.js";
import { fileError } from "../backup/backup-error.js";
import { checkBackup } from "../backup/check-backup.js";
import type { Config } from "../config.js";
import { beginningOf, ErasureLogError, readErasures, type RecordedErasure } from "../core/access/erasure-log.js";
import { keyToDecrypt } from "./backup-key.js";
import { summaryOf } from "./backup-summary.js";
import { CommandError } from "./command-error.js";
import { defineCommand } from "./command.js";
import { onNetwork } from "./on-network.js";

const usage = `Usage: ino restore [--check] [--replace] [--erasures FILE]… [--no-erasures] FILE
Restores a backup into an empty database, while no service runs on it.
--check          verifies the backup, and writes nothing
--replace        deletes everything in the database first
--erasures FILE  a list of erasures to apply again, besides that of ERASURE_LOG; once for each list
--no-erasures    there is no list, because nobody was erased since the backup`;

/** Brings a backup back, without the erased members and without anybody's session. */
export const command = defineCommand({
  usage,
  options: {
    check: { type: "boolean", default: false },
    replace: { type: "boolean", default: false },
    erasures: { type: "string", multiple: true, default: [] as string[] },
    "no-erasures": { type: "boolean", default: false },
  },
  arguments: { min: 1, max: 1 },
  run: ({ values, positionals }) =>
    onNetwork(async ({ config, print, reach, log }) => {
      const backup = { file: resolve(positionals[0]!), key: await keyToDecrypt(config) };
      if (values.check) {
        print(summaryOf(await checkBackup(backup)));
        print("The backup is whole; nothing was written.");
        return 0;
      }
      const begun = performance.now();
      const own = await ownList(config);
      const erasures = await listedErasures(config, own, values);
      const databaseUrl = await reach({ beside: false });
      const listedSince = own && values.erasures.length === 0 && !values["no-erasures"] ? await beginningOf(own) : null;
      const options = { config, log, databaseUrl, backup, mayReplace: values.replace };
      const manifest = await restoreNetwork({ ...options, erasures, listedSince });
      print(summaryOf(manifest));
      print(
        `Restored in ${((performance.now() - begun) / 1_000).toFixed(1)} s. ` +
          `Erasures on the list: ${erasures.length}. All sessions and links from before are void. ` +
          "Mails that were not sent are held: see `ino held-mails`.",
      );
      return 0;
    }),
});

/** The list of ERASURE_LOG, if there is one. */
function ownList({ erasureLog }: Config): Promise<string | null> {
  return access(erasureLog).then(
    () => erasureLog,
    () => null,
  );
}

/** The erasures of all lists: that of ERASURE_LOG, unless there is none, and the others. */
async function listedErasures(
  config: Config,
  own: string | null,
  { erasures: files, "no-erasures": mayLack }: { erasures: string[]; "no-erasures": boolean },
): Promise<RecordedErasure[]> {
  if (own === null && files.length === 0 && !mayLack)
    throw new CommandError(
      `There is no list of erasures in ${config.erasureLog}. Pass the list of the service that the backup is of with ` +
        "--erasures FILE, or --no-erasures when nobody was erased since the backup.",
    );
  const lists = [...(own === null ? [] : [own]), ...files.map((file) => resolve(file))];
  const erasures: RecordedErasure[] = [];
  for (const list of lists)
    erasures.push(
      ...(await readErasures(list).catch((error: unknown) => {
        throw error instanceof ErasureLogError ? new CommandError(error.message) : fileError(list, error);
      })),
    );
  return erasures;
}
