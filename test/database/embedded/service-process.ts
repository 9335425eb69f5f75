import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import ts from "typescript";

const SOURCES = [
  "embedded-postgres",
  "postgres-server",
  "postgres-cluster",
  "sync-folder",
  "postgres-launcher",
  "process-identity",
  "data-dir",
  "data-dir-lock",
];

const SERVICE = `
import { startEmbeddedPostgres } from "./embedded-postgres.js";
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
try {
  const { url, pid } = await startEmbeddedPostgres({ dataDir: process.argv[2], log: () => undefined, durable: false });
  console.log(JSON.stringify({ url, pid }));
} catch ({ name, message }) {
  console.log(JSON.stringify({ name, message }));
  process.exit(1);
}`;

/** What a service process says once its start has succeeded or failed. */
export type Outcome = { url: string; pid: number } | { name: string; message: string };

/**
 * Services in Node processes of their own, so that a test can kill them. They run the source as it is, without a build.
 */
export class ServiceProcesses {
  private readonly running = new Set<ChildProcess>();

  /** By default below the project, so that the imports of packages resolve. */
  constructor(private readonly folder = path.resolve("node_modules/.cache/ino-test", randomUUID())) {}

  async compile(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await writeFile(path.join(this.folder, "package.json"), '{ "type": "module" }');
    await writeFile(path.join(this.folder, "service.js"), SERVICE);
    const compilerOptions = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext };
    for (const name of SOURCES) {
      const source = await readFile(path.resolve("src/core/database/embedded", `${name}.ts`), "utf8");
      const { outputText } = ts.transpileModule(source, { compilerOptions });
      await writeFile(path.join(this.folder, `${name}.js`), outputText);
    }
  }

  /** Starts a service; `outcome` settles with the one line it prints. */
  start(dataDir: string): { child: ChildProcess; outcome: Promise<Outcome> } {
    // With a channel it learns of the end of the test run, and does not outlive it.
    const child = spawn(process.execPath, [path.join(this.folder, "service.js"), dataDir], {
      stdio: ["ignore", "pipe", "inherit", "ipc"],
    });
    this.running.add(child);
    const lines = createInterface({ input: child.stdout! });
    const outcome = once(lines, "line").then(([line]) => JSON.parse(String(line)) as Outcome);
    outcome.catch(() => undefined);
    return { child, outcome };
  }

  async kill(child: ChildProcess): Promise<void> {
    const gone = child.exitCode !== null || child.signalCode !== null;
    this.running.delete(child);
    if (gone) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  }

  async killAll(): Promise<void> {
    for (const child of this.running) await this.kill(child);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
