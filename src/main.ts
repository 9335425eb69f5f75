import { createApp } from "./app.js";
import { ConfigError, readConfig } from "./config.js";
import { welcome } from "./demo/welcome.js";
import { createLogger } from "./logger.js";
import { StartError } from "./start-error.js";

/** The longest that stopping may take before the process ends all the same. */
const stopWithinMs = 10_000;

function main(): void {
  const config = readConfig(process.env);
  const log = createLogger(config.logLevel);
  const starting = createApp(config, { log });

  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    // A start that is under way comes to its end first: what it began must be stopped in order too.
    starting
      .then((app) => app.stop())
      .then(() => process.exit(0))
      .catch(fail);
  };
  // Before anything is started, so that no signal can leave a PostgreSQL behind.
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);

  starting.then((app) => process.stdout.write(welcome(config.publicUrl ?? app.url, app.demo))).catch(fail);
}

function fail(error: unknown): never {
  // What the administrator can mend is told in a line; anything else with where it came from.
  const known = error instanceof ConfigError || error instanceof StartError;
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}

try {
  main();
} catch (error) {
  fail(error);
}
