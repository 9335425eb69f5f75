import { setTimeout as sleep } from "node:timers/promises";
import { createApp } from "../app/app.js";
import { ConfigError, readConfig } from "../config.js";
import { StartError } from "../core/errors/start-error.js";
import { welcome } from "../demo/welcome.js";
import { prepareEstimates } from "../domains/identity/passwords/weak-passwords.js";
import { createLogger } from "../logger.js";
import { defineCommand } from "./command.js";

/** The longest that stopping may take after the delay before the process ends all the same. */
const stopTimeoutMs = 10_000;
/** After how long what passwords are estimated with is loaded, in a part of a second in which nothing else runs. */
const estimatesAfterMs = 2_000;

const usage = `Usage: ino start
Starts the service and runs it until SIGTERM or Ctrl+C. Without DATABASE_URL it starts its own PostgreSQL in DATA_DIR,
and migrates it.`;

export const command = defineCommand({
  usage,
  run: () => {
    serve();
    // The process ends when the service has stopped.
    return Promise.resolve(undefined);
  },
});

function serve(): void {
  const config = readConfig(process.env);
  const log = createLogger(config.logLevel);
  const ending = new AbortController();
  const starting = createApp(config, { log, signal: ending.signal });

  const hurry = new AbortController();
  const stop = (signal: NodeJS.Signals): void => {
    // Whoever asks twice does not want to wait.
    if (ending.signal.aborted) return hurry.abort();
    // Nobody is sent to a terminal's service, so nobody has to notice that it leaves.
    const drainMs = signal === "SIGTERM" ? config.drainMs : 0;
    log.info({ signal, drainMs }, "stopping");
    setTimeout(() => {
      log.error({ withinMs: stopTimeoutMs }, "stopping takes too long: ending all the same");
      process.exit(1);
    }, drainMs + stopTimeoutMs).unref();
    // A start that is under way is cut short, and stops what it began.
    const cutShort = new Error("The start was cut short.");
    ending.abort(cutShort);
    starting
      .then(
        async (app) => {
          app.leave();
          await sleep(drainMs, undefined, { signal: hurry.signal }).catch(() => undefined);
          await app.stop();
        },
        (error: unknown) => {
          if (error !== cutShort) throw error;
        },
      )
      .then(() => process.exit(0))
      .catch(fail);
  };
  // Before anything is started, so that no signal can leave a PostgreSQL behind.
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);

  starting
    .then(({ url, metricsUrl, demo }) => {
      // Whoever waited for the service goes first.
      setTimeout(prepareEstimates, estimatesAfterMs).unref();
      const { publicUrl, graphiql, production } = config;
      const text = welcome({ url: publicUrl ?? url, metricsUrl, graphiql, demo });
      if (process.stdout.isTTY) return void process.stdout.write(text);
      // Standard output is for programs that read the log: a line of JSON each.
      log.info({ url, metricsUrl, publicUrl }, `ready: GraphQL ${url}/graphql`);
      if (!production) process.stderr.write(text);
    })
    .catch((error: unknown) => {
      if (!ending.signal.aborted) fail(error);
    });
}

function fail(error: unknown): never {
  // An error that the administrator can fix is one line; any other has its stack.
  const known = error instanceof ConfigError || error instanceof StartError;
  process.stderr.write(`${known ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
