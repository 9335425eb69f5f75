import { Agent, request } from "node:http";
import { quantile } from "../speed/load.js";

/** What clients ask, and from how many addresses: a proxy that the service trusts names them. */
export interface Question {
  url: string;
  query: string;
  addresses: number;
}

/** An answer, as its client saw it. */
export interface Answered {
  status: number;
  ms: number;
  retryAfter: string | undefined;
}

/** Clients with connections that stay open, each request from the next address. */
export class Clients {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 4_000, scheduling: "lifo" });
  readonly #body: string;
  #next = 0;

  constructor(readonly question: Question) {
    this.#body = JSON.stringify({ query: question.query });
  }

  ask(): Promise<Answered> {
    const n = this.#next++ % this.question.addresses;
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(this.#body),
      "x-forwarded-for": `10.1.${Math.floor(n / 250)}.${1 + (n % 250)}`,
    };
    return new Promise((resolve, reject) => {
      const began = performance.now();
      const asked = request(
        `${this.question.url}/graphql`,
        { agent: this.#agent, method: "POST", headers },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            const ms = performance.now() - began;
            const status = response.statusCode ?? 0;
            const text = Buffer.concat(chunks).toString("utf8");
            if (status === 200 ? text.startsWith('{"errors"') : status !== 503)
              reject(new Error(`Status ${status}: ${text.slice(0, 300)}`));
            else resolve({ status, ms, retryAfter: response.headers["retry-after"] });
          });
        },
      );
      asked.on("error", reject);
      asked.end(this.#body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Asks so many times a second, however long answers take, at moments as random as those of people who do not meet. */
export async function arrivals(clients: Clients, perS: number, forMs: number): Promise<Answered[]> {
  const began = performance.now();
  const asked: Promise<Answered>[] = [];
  for (let due = 0; due < forMs; due -= (Math.log(1 - Math.random()) * 1_000) / perS) {
    while (performance.now() - began < due) await new Promise((resolve) => setTimeout(resolve, 1));
    asked.push(clients.ask());
  }
  return Promise.all(asked);
}

/** Answers a second over so many connections, each asking again as soon as it has its answer, and when refused soon after. */
export async function closedLoop(clients: Clients, connections: number, forMs: number): Promise<number> {
  const began = performance.now();
  let answered = 0;
  const askOn = async (): Promise<void> => {
    while (performance.now() - began < forMs) {
      if ((await clients.ask()).status === 200) answered++;
      else await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await Promise.all(Array.from({ length: connections }, askOn));
  return (answered / (performance.now() - began)) * 1_000;
}

export interface Level {
  offeredPerS: number;
  admittedPerS: number;
  p50Ms: number;
  p99Ms: number;
  shed: number;
  shedP99Ms: number;
}

export function levelOf(answers: Answered[], forMs: number): Level {
  const of = (status: number): number[] => answers.filter((answer) => answer.status === status).map(({ ms }) => ms);
  const [admitted, shed] = [of(200), of(503)];
  if (answers.some(({ status, retryAfter }) => status === 503 && retryAfter === undefined))
    throw new Error("An answer with status 503 has no Retry-After.");
  return {
    offeredPerS: (answers.length / forMs) * 1_000,
    admittedPerS: (admitted.length / forMs) * 1_000,
    p50Ms: quantile(admitted, 0.5),
    p99Ms: quantile(admitted, 0.99),
    shed: shed.length,
    shedP99Ms: quantile(shed, 0.99),
  };
}
