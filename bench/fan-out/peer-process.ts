import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Cleanup } from "../speed/cleanup.js";
import { freePort, isReady, nodeArguments } from "../speed/service-process.js";

const startTimeoutMs = 30_000;

/** What every server of the comparison has in its environment. */
export const serverEnvironment = {
  NODE_ENV: "production",
  NODE_OPTIONS: `--import=${new URL("./collect-on-signal.js", import.meta.url).href}`,
};

export interface PeerProcess {
  url: string;
  pid: number;
  stop: () => Promise<void>;
}

/** Starts one of the peers as a process of its own, with the arguments of Node that the service has. */
export async function startPeer(name: string, cores: string | undefined, cleanup: Cleanup): Promise<PeerProcess> {
  const port = await freePort();
  const script = fileURLToPath(new URL(`./peers/${name}.js`, import.meta.url));
  const node = [process.execPath, ...nodeArguments, script];
  const [command, ...args] = cores === undefined ? node : ["taskset", "-c", cores, ...node];
  const env = { PATH: process.env.PATH, PORT: String(port), ...serverEnvironment };
  const child = spawn(command!, args, { stdio: ["ignore", "ignore", "pipe"], env });
  let told = "";
  child.stderr.on("data", (chunk: Buffer) => (told = (told + chunk.toString()).slice(-4_000)));
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null;
  const exited = once(child, "exit");
  const stop = cleanup.add(async () => {
    if (isRunning()) child.kill("SIGKILL");
    await exited;
  });
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  while (!(await isReady(url))) {
    if (!isRunning()) throw new Error(`${name} ended before it was ready: ${told}`);
    if (performance.now() - began > startTimeoutMs) throw new Error(`${name} does not get ready.`);
    await sleep(10);
  }
  return { url, pid: child.pid!, stop };
}
