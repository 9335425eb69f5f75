import type { WebSocket } from "ws";

/** Messages that a socket may send per second, of any kind: a client with 50 operations sends far fewer. */
export const messagesPerSecond = 100;
/** How many more than that a socket may send at once, after it was quiet: each operation is started and completed. */
export const messageBurst = 200;
/** A close code that the protocol leaves free; clients retry after a while, as when a connection broke. */
export const tooManyMessages = 4431;
/** How long a client that is closed for this may take to read why. */
const closeTimeoutMs = 1_000;

/** Bytes that may wait for a client to read them before its pings are not answered any more. */
const maxBufferedBytes = 64 * 1024;

/** A token bucket: `burst` tokens at first and at most, refilled at `perSecond`. */
export class TokenBucket {
  #tokens: number;
  #filledAtMs: number;

  constructor(
    readonly perSecond: number,
    readonly burst: number,
    nowMs: number,
  ) {
    this.#tokens = burst;
    this.#filledAtMs = nowMs;
  }

  /** Takes a token, if there is one. */
  take(nowMs: number): boolean {
    this.#tokens = Math.min(this.burst, this.#tokens + ((nowMs - this.#filledAtMs) / 1_000) * this.perSecond);
    this.#filledAtMs = nowMs;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }
}

/**
 * Counts all that a client sends on the socket: messages, and the pings and pongs of WebSocket itself; answers the
 * pings. When there are too many, closes the socket and reads no more of it. Returns the function that counts a message
 * before it is parsed, false when it must be ignored.
 */
export function limitMessages(socket: WebSocket): () => boolean {
  const bucket = new TokenBucket(messagesPerSecond, messageBurst, performance.now());
  let isOver = false;
  const take = (): boolean => {
    if (isOver) return false;
    if (bucket.take(performance.now())) return true;
    isOver = true;
    socket.close(tooManyMessages, "Too many messages");
    socket.pause();
    setTimeout(() => socket.terminate(), closeTimeoutMs).unref();
    return false;
  };
  socket.on("pong", take).on("ping", (data) => {
    if (take() && socket.readyState === socket.OPEN && socket.bufferedAmount <= maxBufferedBytes) socket.pong(data);
  });
  return take;
}
