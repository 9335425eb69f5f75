import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { projectRoot } from "../../src/core/project-root.js";
import type { Cleanup } from "./cleanup.js";

export const secret = "the secret of a benchmark, long enough to be one";
const maxPerAddress = "1000000";
const noLimits = {
  COST_PER_SECOND: "0",
  COST_PER_MINUTE: "1000000000",
  COST_PER_MINUTE_ANONYMOUS: "1000000000",
  CONNECTIONS_PER_ADDRESS: maxPerAddress,
  HTTP_CONNECTIONS_PER_ADDRESS: maxPerAddress,
  SUBSCRIPTIONS_PER_ADDRESS: maxPerAddress,
  REQUESTS_PER_ADDRESS: maxPerAddress,
  SIGN_INS_PER_ADDRESS: maxPerAddress,
  WRITE_LIMITS: "off",
  ASKED_MAILS_PER_ADDRESS: "1000000",
  OTHER_MAILS_PER_ADDRESS: "1000000",
};
const startTimeoutMs = 180_000;
const stopTimeoutMs = 15_000;
/** As `npm start` has them. */
export const nodeArguments = ["--enable-source-maps", "--max-semi-space-size=64"];

export interface ServiceOptions {
  databaseUrl: string;
  dataDir: string;
  suggestionsBy?: "index" | "sql";
  /** The cores that it may run on; all of them when not told. */
  cores?: string | undefined;
  /** Whether it has the limits of the service's own; else none, as the load of a benchmark comes from one address. */
  limits?: "own" | "none";
  /** Options of Node.js besides those of `npm start`. */
  nodeOptions?: string[];
  /** Other variables of the service. */
  env?: Record<string, string>;
}

export interface ServiceProcess {
  url: string;
  pid: number;
  /** From its start until `/readyz` said yes. */
  readyMs: number;
  /** A figure of `/metrics`; null when it has none of that name. */
  metric: (name: string) => Promise<number | null>;
  stop: () => Promise<void>;
  /** Ends it with signal 9. */
  kill: () => Promise<void>;
  /** What it said last, once it has ended. */
  ended: Promise<string>;
  /** Its exit code, or the signal that ended it. */
  exit: Promise<number | NodeJS.Signals>;
}

/** Starts the service as a process of its own and waits until it is ready. */
export async function startService(options: ServiceOptions, cleanup: Cleanup): Promise<ServiceProcess> {
  const { databaseUrl, dataDir, suggestionsBy = "index", cores, limits = "none", nodeOptions = [], env } = options;
  const port = await freePort();
  const own = (process.env.BENCH_NODE_OPTIONS ?? "").split(" ").filter((option) => option !== "");
  const ino = [join(projectRoot, "bin/ino.js"), "start"];
  const node = [process.execPath, ...nodeArguments, ...nodeOptions, ...own, ...ino];
  const [command, ...args] = cores === undefined ? node : ["taskset", "-c", cores, ...node];
  const began = performance.now();
  const child = spawn(command!, args, {
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      PORT: String(port),
      AUTH_SECRET: secret,
      DEMO: "off",
      ...(limits === "none" && noLimits),
      SUGGESTIONS: suggestionsBy,
      ...env,
    },
  });
  let told = "";
  child.stderr.on("data", (chunk: Buffer) => (told = (told + chunk.toString()).slice(-4_000)));
  const exited = once(child, "exit");
  const ended = once(child, "close").then(() => told);
  const exit = exited.then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const stop = cleanup.add(async () => {
    if (!isRunning()) return;
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), stopTimeoutMs);
    await exited;
    clearTimeout(late);
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await isReady(url))) {
    if (!isRunning()) throw new Error(`The service ended before it was ready: ${told}`);
    if (performance.now() - began > startTimeoutMs) throw new Error("The service does not get ready.");
    await sleep(10);
  }
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await stop();
  };
  return {
    url,
    pid: child.pid!,
    readyMs: performance.now() - began,
    metric: (name) => metric(url, name),
    stop,
    kill,
    ended,
    exit,
  };
}

export const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    async (response) => {
      await response.arrayBuffer();
      return response.ok;
    },
    () => false,
  );

async function metric(url: string, name: string): Promise<number | null> {
  const response = await fetch(`${url}/metrics`);
  const text = await response.text();
  const value = new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1];
  return response.ok && value !== undefined ? Number(value) : null;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
