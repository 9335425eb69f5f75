import { WebSocket } from "ws";
import type { Delivery } from "./checker.js";

const subscription = `subscription ($after: String!) {
  ideaPosted(after: $after) { cursor idea { id title author { name } } }
}`;
const backOffMs = { least: 100, most: 5_000 };
const pingEveryMs = 5_000;
const silentAfterMs = 15_000;

/** One time that a subscriber went on from where it was. */
export interface Resume {
  after: string;
  /** The close code, the code of the error, or what the subscriber found itself. */
  because: string;
}

interface Message {
  type: string;
  payload?: unknown;
}

interface GraphqlError {
  extensions?: { code?: string };
}

export interface SubscriberOptions {
  url: string;
  /** Where it seems to come from. */
  address: string;
  /** Asked anew for each connection. */
  authorization: () => Promise<string>;
  random: () => number;
}

/**
 * A client that speaks graphql-transport-ws by hand and keeps all that it was told. However its connection ends, it comes back
 * after a while with the last cursor it has.
 */
export class Subscriber {
  readonly received: Delivery[] = [];
  readonly resumes: Resume[] = [];
  #cursor = "";
  #socket: WebSocket | null = null;
  #because: string | null = null;
  #failures = 0;
  #heardAt = 0;
  #pause: NodeJS.Timeout | null = null;
  #retry: NodeJS.Timeout | null = null;
  #watch: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(readonly options: SubscriberOptions) {}

  start(cursor: string): void {
    this.#cursor = cursor;
    this.#watch = setInterval(() => this.#lookAfter(), pingEveryMs);
    this.#connect();
  }

  /** Reads nothing for a time; false when it does so already, or is not connected. */
  pause(forMs: number): boolean {
    const socket = this.#socket;
    if (this.#pause || socket?.readyState !== WebSocket.OPEN) return false;
    socket.pause();
    this.#pause = setTimeout(() => {
      this.#pause = null;
      this.#heardAt = Date.now();
      socket.resume();
    }, forMs);
    return true;
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of [this.#pause, this.#retry, this.#watch]) if (timer) clearTimeout(timer);
    this.#socket?.terminate();
  }

  #connect(): void {
    const { url, address, authorization } = this.options;
    const socket = new WebSocket(`${url.replace(/^http/, "ws")}/graphql`, "graphql-transport-ws", {
      headers: { "x-forwarded-for": address },
    });
    this.#socket = socket;
    this.#because = null;
    this.#heardAt = Date.now();
    const say = (message: object): void => socket.send(JSON.stringify(message));
    socket.on("open", () => {
      void authorization().then((token) => say({ type: "connection_init", payload: { authorization: token } }));
    });
    socket.on("message", (data: Buffer) => {
      // What comes after its own goodbye is left to the next connection.
      if (socket.readyState !== WebSocket.OPEN) return;
      this.#heardAt = Date.now();
      const message = JSON.parse(data.toString("utf8")) as Message;
      if (message.type === "connection_ack") {
        const payload = { query: subscription, variables: { after: this.#cursor } };
        say({ type: "subscribe", id: "1", payload });
      } else this.#take(socket, message);
    });
    socket.on("error", () => undefined);
    socket.on("close", (code) => this.#comeBack(String(code)));
  }

  #take(socket: WebSocket, { type, payload }: Message): void {
    if (type === "complete") return this.#leave(socket, "complete");
    if (type === "error") return this.#leave(socket, codeOf(payload as GraphqlError[]));
    if (type !== "next") return;
    const { data, errors } = payload as Next;
    if (!data || errors) return this.#leave(socket, codeOf(errors));
    const { cursor, idea } = data.ideaPosted;
    this.#cursor = cursor;
    this.#failures = 0;
    this.received.push({ cursor, ideaId: idea.id });
  }

  #leave(socket: WebSocket, because: string): void {
    this.#because = because;
    socket.close(1000);
  }

  #comeBack(closeCode: string): void {
    if (this.#stopped) return;
    this.resumes.push({ after: this.#cursor, because: this.#because ?? closeCode });
    const wait = Math.min(backOffMs.most, backOffMs.least * 2 ** this.#failures++);
    // With jitter: all those of a killed process must not come at once.
    this.#retry = setTimeout(() => this.#connect(), wait * (0.5 + this.options.random() / 2));
  }

  /** A connection over which nothing comes may have no other end any more. */
  #lookAfter(): void {
    const socket = this.#socket;
    if (this.#pause || !socket) return;
    if (Date.now() - this.#heardAt > silentAfterMs && socket.readyState !== WebSocket.CLOSED) {
      this.#because = "silence";
      socket.terminate();
    } else if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: "ping" }));
  }
}

interface Next {
  data?: { ideaPosted: { cursor: string; idea: { id: string } } } | null;
  errors?: GraphqlError[];
}

const codeOf = (errors: GraphqlError[] | undefined): string => errors?.[0]?.extensions?.code ?? "an error without code";
