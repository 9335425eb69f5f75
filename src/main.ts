import { createApp } from "./app.js";
import { ConfigError, readConfig } from "./config.js";
import { DataDirInUseError } from "./database/embedded/embedded-postgres.js";
import { StartError } from "./database/open-database.js";
import { welcome } from "./demo/welcome.js";
import { createLogger } from "./logger.js";

/** The longest that stopping may take before the process ends all the same. */
const stopWithinMs = 10_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLogger(config.logLevel);
  const app = await createApp(config, { log });
  process.stdout.write(welcome(config.publicUrl ?? app.url, app.demo));

  const stop = (signal: NodeJS.Signals): void => {
    log.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    app.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.fatal({ err: error }, "stopping failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

main().catch((error: unknown) => {
  // What the administrator can mend is told in a line; anything else with where it came from.
  const known = error instanceof ConfigError || error instanceof StartError || error instanceof DataDirInUseError;
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
