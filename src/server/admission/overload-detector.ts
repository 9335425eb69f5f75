/** A queue that takes longer than this, and has grown by a tenth in this time, is an overload. */
const queueTimeMs = 100;
const growth = 1.1;
/** Fewer are no queue that grows: two or three come and go at random, however slow those are that run. */
const minLength = 8;
/** One that takes longer than this is an overload, unless it has become shorter. */
const maxQueueTimeMs = 300;
/**
 * It is over when, in a window of this length, at most a tenth of the requests were refused; or at most a tenth of them
 * were of heavy callers that were refused, and another operation could have run for two fifths of the time: what comes in
 * small bursts can wait. At twice the capacity one could for a fifth.
 */
const windowMs = 1_000;
const maxRefusedShare = 0.1;
const minRoomShare = 0.4;

/**
 * Distinguishes an overload by its growing queue: after a burst the queue becomes shorter, and that of clients who each
 * wait for their answer before the next request keeps its length. The interval is that of CoDel (RFC 8289).
 */
export class OverloadDetector {
  #isOverloaded = false;
  #observed = { at: Number.NEGATIVE_INFINITY, length: Number.POSITIVE_INFINITY };
  #window = { since: Number.NEGATIVE_INFINITY, requests: 0, refusals: 0, heavyRefusals: 0, roomMs: 0 };
  /** Since when there has been room; null while there is none. */
  #roomSince: number | null = Number.NEGATIVE_INFINITY;

  get isOverloaded(): boolean {
    return this.#isOverloaded;
  }

  countRequest(): void {
    this.#window.requests++;
  }

  countRefusal(isHeavy: boolean): void {
    this.#window.refusals++;
    if (isHeavy) this.#window.heavyRefusals++;
  }

  /** Takes in whether another operation could run from now on. */
  observeRoom(now: number, hasRoom: boolean): void {
    this.#endWindow(now);
    this.#countRoom(now);
    this.#roomSince = hasRoom ? now : null;
  }

  /** Takes in the length of the queue, and the time in milliseconds that the last in it is expected to wait. */
  observe(now: number, length: number, expectedWaitMs: number): void {
    this.#endWindow(now);
    const sinceMs = now - this.#observed.at;
    if (sinceMs < queueTimeMs) return;
    const isLong = length >= minLength && expectedWaitMs > queueTimeMs;
    // An observation of long ago was of another queue.
    if (isLong && sinceMs < 2 * queueTimeMs && length >= this.#leastOfOverload(expectedWaitMs))
      this.#isOverloaded = true;
    this.#observed = { at: now, length: isLong ? length : Number.POSITIVE_INFINITY };
  }

  #leastOfOverload(expectedWaitMs: number): number {
    return this.#observed.length * (expectedWaitMs > maxQueueTimeMs ? 1 : growth);
  }

  #endWindow(now: number): void {
    const lengthMs = now - this.#window.since;
    if (lengthMs < windowMs) return;
    this.#countRoom(now);
    const { requests, refusals, heavyRefusals, roomMs } = this.#window;
    const wasIdle = lengthMs >= 2 * windowMs;
    const hadRoom = roomMs >= minRoomShare * lengthMs && heavyRefusals <= maxRefusedShare * requests;
    if (wasIdle || hadRoom || refusals <= maxRefusedShare * requests) this.#isOverloaded = false;
    this.#window = { since: now, requests: 0, refusals: 0, heavyRefusals: 0, roomMs: 0 };
  }

  #countRoom(now: number): void {
    if (this.#roomSince === null) return;
    this.#window.roomMs += now - Math.max(this.#roomSince, this.#window.since);
    this.#roomSince = now;
  }
}
