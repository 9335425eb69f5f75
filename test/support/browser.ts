import { describe } from "@jest/globals";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";

/** Tests that are run in a Chromium; on a machine without one they are skipped, which is told. */
export function describeInBrowser(name: string, tests: (path: string) => void): void {
  const path = installedBrowser();
  if (path !== null) return describe(name, () => tests(path));
  process.stderr.write(`Skipped: ${name}, as there is no Chromium on the PATH or named by CHROME_PATH.\n`);
  describe.skip(name, () => tests(""));
}

/** A Chromium of this machine: CHROME_PATH, or the first one on the PATH; null where there is none. */
function installedBrowser(): string | null {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = [process.env.CHROME_PATH, ...folders.flatMap((folder) => names.map((name) => join(folder, name)))];
  return candidates.find((path): path is string => path !== undefined && path !== "" && isExecutable(path)) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

interface Reply {
  id?: number;
  result?: object;
  error?: { message: string };
}

/** A headless browser, driven by its DevTools protocol. */
export class Browser {
  readonly #pending = new Map<number, (reply: Reply) => void>();
  #lastId = 0;

  private constructor(
    readonly child: ChildProcess,
    readonly socket: WebSocket,
    readonly profile: string,
  ) {
    socket.on("message", (data: Buffer) => {
      const reply = JSON.parse(data.toString("utf8")) as Reply;
      if (reply.id !== undefined) this.#pending.get(reply.id)?.(reply);
    });
  }

  static async start(path: string): Promise<Browser> {
    const profile = await mkdtemp(join(tmpdir(), "ino-browser-"));
    const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"];
    const child = spawn(path, [...flags, "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let told = "";
    const address = await new Promise<string>((resolve, reject) => {
      child.stderr.on("data", (chunk: Buffer) => {
        told += chunk.toString("utf8");
        const found = /DevTools listening on (ws:\S+)/.exec(told);
        if (found) resolve(found[1]!);
      });
      child.once("close", () => reject(new Error(`The browser ended:\n${told}`)));
    });
    const socket = new WebSocket(address);
    await once(socket, "open");
    return new Browser(child, socket, profile);
  }

  async send<T>(method: string, params: object, sessionId?: string): Promise<T> {
    const id = ++this.#lastId;
    const reply = await new Promise<Reply>((resolve) => {
      this.#pending.set(id, resolve);
      this.socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
    this.#pending.delete(id);
    if (reply.error) throw new Error(`${method}: ${reply.error.message}`);
    return reply.result as T;
  }

  async open(url: string): Promise<Page> {
    const { targetId } = await this.send<{ targetId: string }>("Target.createTarget", { url });
    const { sessionId } = await this.send<{ sessionId: string }>("Target.attachToTarget", { targetId, flatten: true });
    return new Page(this, targetId, sessionId);
  }

  async end(): Promise<void> {
    const closed = once(this.child, "close");
    this.child.kill("SIGTERM");
    await closed;
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

export class Page {
  constructor(
    readonly browser: Browser,
    readonly targetId: string,
    readonly sessionId: string,
  ) {}

  /** The value of an expression, or of its promise. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.browser.send<{
      result: { value: T };
      exceptionDetails?: { exception?: { description?: string }; text: string };
    }>("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true }, this.sessionId);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Waits until the value of an expression is as wanted; while the page goes to another address, there is no value. */
  async until<T>(expression: string, wanted: (value: T) => boolean): Promise<T> {
    for (;;) {
      const found = await this.evaluate<T>(expression).then(
        (value) => ({ value }),
        (error: Error) => {
          if (!error.message.includes("execution context")) throw error;
          return null;
        },
      );
      if (found && wanted(found.value)) return found.value;
      await sleep(20);
    }
  }

  /** A picture of the page, as PNG. */
  async picture(): Promise<Buffer> {
    const { data } = await this.browser.send<{ data: string }>("Page.captureScreenshot", {}, this.sessionId);
    return Buffer.from(data, "base64");
  }

  async close(): Promise<void> {
    await this.browser.send("Target.closeTarget", { targetId: this.targetId });
  }
}
