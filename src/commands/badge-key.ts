import "reflect-metadata";
import { commandServices } from "../app/create-services.js";
import { dataKeysOf } from "../app/data-keys.js";
import { systemContext } from "../core/graphql/context.js";
import { Sealer } from "../core/sealing/sealer.js";
import { BadgeKeys, publishedKeys } from "../domains/certificates/badge/badge-keys.js";
import { CommandError } from "./command-error.js";
import { defineCommand } from "./command.js";
import { onNetwork } from "./on-network.js";

const usage = `Usage: ino badge-key [list|replace]
Badges are signed with a key of the network, which its processes make when the first badge is asked for.
list     names the keys, the latest first (the default)
replace  makes another, which is used from then on; badges that were signed with the former ones stay valid`;

export const command = defineCommand({
  usage,
  arguments: { min: 0, max: 1 },
  run: ({ positionals: [action = "list"] }) =>
    onNetwork(async ({ config, print, open, log }) => {
      if (!["list", "replace"].includes(action)) throw new CommandError(`There is no action ${action}.\n${usage}`);
      const dataKeys = await dataKeysOf(config);
      if (action === "replace" && dataKeys === null)
        throw new CommandError("The key of badges is stored encrypted: set DATA_KEY.");
      const { database, url: databaseUrl } = await open();
      if (action === "replace") {
        const services = commandServices({ config, log, database, databaseUrl });
        await new BadgeKeys(new Sealer(dataKeys!)).replace(systemContext(services, log));
      }
      const keys = await publishedKeys(database);
      if (keys.length === 0) print("There is no key yet.");
      for (const { id, createdAt, replacedAt } of keys) {
        const until = replacedAt === null ? "in use" : `until ${replacedAt.toISOString()}`;
        print(`${id}: from ${createdAt.toISOString()}, ${until}`);
      }
      return 0;
    }),
});
