import { migrate } from "../core/database/migrate.js";
import { databaseSchema } from "../app/database-schema.js";
import { defineCommand } from "./command.js";
import { onNetwork } from "./on-network.js";

const usage = `Usage: ino migrate
Applies the migrations that the database of DATABASE_URL does not have yet, or says that there are none. Run it before a
new version starts; processes of the version before may run meanwhile.`;

export const command = defineCommand({
  usage,
  run: () =>
    onNetwork(async ({ config, print, open }) => {
      if (config.databaseUrl === undefined) {
        // Opening the embedded one does it.
        await open();
        print("The embedded database is up to date.");
        return 0;
      }
      const applied = await migrate(databaseSchema, config.databaseUrl);
      print(applied.length === 0 ? "The database is up to date." : `Applied: ${applied.join(", ")}.`);
      return 0;
    }),
});
