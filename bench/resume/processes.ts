import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startService, type ServiceProcess } from "../speed/service-process.js";
import { Cleanup } from "../speed/cleanup.js";
import type { TcpProxy } from "./tcp-proxy.js";

const awayMs = { least: 500, most: 2_500 };
const startAgainMs = 500;

export interface ProcessesOptions {
  databaseUrl: string;
  folder: string;
  proxy: TcpProxy;
  random: () => number;
  tell: (line: string) => void;
}

/** The processes of the service behind the proxy. What is killed comes back after a while. */
export class Processes {
  kills = 0;
  /** How many ended though nobody killed them. */
  died = 0;
  readonly #running = new Map<number, ServiceProcess>();
  readonly #returning = new Set<Promise<void>>();
  /** Its own: those that run are ended after it is known that they shall not come back. */
  readonly #cleanup = new Cleanup();
  #stopped = false;

  constructor(readonly options: ProcessesOptions) {}

  async start(count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, (_, index) => this.#start(index + 1)));
  }

  /** Kills one of them with signal 9, as long as another one runs; false when it is the last. */
  kill(): boolean {
    const { random, tell } = this.options;
    const running = [...this.#running];
    const [number, service] = running[Math.floor(random() * running.length)] ?? [];
    if (number === undefined || !service || running.length < 2) return false;
    this.#leave(number, service);
    this.kills++;
    tell(`process ${number} killed with signal 9`);
    const away = awayMs.least + random() * (awayMs.most - awayMs.least);
    this.#comeBack(
      number,
      service.kill().then(() => sleep(away)),
    );
    return true;
  }

  /** Waits until all run again. */
  async settle(): Promise<void> {
    while (this.#returning.size > 0) await Promise.all(this.#returning);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#cleanup.all();
    await this.settle();
  }

  #leave(number: number, service: ServiceProcess): void {
    this.#running.delete(number);
    this.options.proxy.remove(portOf(service));
  }

  #comeBack(number: number, gone: Promise<void>): void {
    const returning = gone.then(async () => {
      while (!this.#stopped) {
        try {
          await this.#start(number);
          return;
        } catch (error) {
          if (this.#stopped) return;
          // It starts while PostgreSQL does not run.
          this.options.tell(`process ${number} did not start (${firstLine(error)}); again`);
          await sleep(startAgainMs);
        }
      }
    });
    this.#returning.add(returning);
    void returning.finally(() => this.#returning.delete(returning));
  }

  async #start(number: number): Promise<void> {
    const { databaseUrl, folder, proxy, tell } = this.options;
    const service = await startService(
      {
        databaseUrl,
        dataDir: join(folder, `service-${number}`),
        // Else all subscribers would seem to come from one address.
        env: { TRUSTED_PROXIES: "127.0.0.1" },
      },
      this.#cleanup,
    );
    tell(`process ${number} ready after ${(service.readyMs / 1_000).toFixed(1)} s`);
    this.#running.set(number, service);
    proxy.add(portOf(service));
    void service.ended.then((said) => {
      if (this.#running.get(number) !== service || this.#stopped) return;
      this.#leave(number, service);
      this.died++;
      tell(`process ${number} ended by itself: ${said.trim()}`);
      this.#comeBack(number, Promise.resolve());
    });
  }
}

const portOf = ({ url }: ServiceProcess): number => Number(new URL(url).port);

const firstLine = (error: unknown): string => (error as Error).message.trim().split("\n")[0]!;
