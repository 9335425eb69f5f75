import { migrate } from "../core/database/migrate.js";
import { runCommand } from "./run-command.js";
import { databaseSchema } from "../app/database-schema.js";

/** `npm run migrate`: brings the configured database up to date. */
await runCommand(async ({ config, print, open }) => {
  if (config.databaseUrl === undefined) {
    // Opening the embedded one does it.
    await open();
    print("The embedded database is up to date.");
    return 0;
  }
  const applied = await migrate(databaseSchema, config.databaseUrl);
  print(applied.length === 0 ? "The database is up to date." : `Applied: ${applied.join(", ")}.`);
  return 0;
});
