import type { Logger } from "pino";
import type { Database } from "../database/database.js";
import { foundDiskFull } from "../database/failures.js";
import { deleteLeasesBefore, minuteNow, takeLease, type Lease } from "./lease.js";
import type { Payer } from "./payer.js";

/** How many leases the budget of a minute is handed out in, when requests are small. */
const leasesPerMinute = 20;
const minuteMs = 60_000;
/** By how much the end of a minute may be later than a process knows: its statement may take so long. */
const leaseLatencyMs = 1_000;

/** What this process holds of one payer's budget of one minute. */
interface Held {
  minute: Date;
  /** Leased and not spent. */
  left: number;
  /** What nobody had leased when this process last looked. */
  rest: number;
  /** By this process's own clock, which only measures how long: never later than the minute's end. */
  endsAtMs: number;
}

export interface Budget {
  remaining: number;
  resetAt: Date;
  /** 1 to 60. */
  retryAfterSeconds: number;
}

/**
 * A budget a minute for each payer, shared by all processes: each leases pieces of it from the database and spends them
 * in memory. The database's clock decides the minute, so the clocks of the processes do not matter.
 */
export class Budgets {
  readonly #held = new Map<string, Held>();
  readonly #leasing = new Map<string, Promise<Held>>();
  /** Debits of payers of whom this process holds nothing yet. */
  readonly #owed = new Map<string, number>();
  #minute = 0;

  constructor(
    private readonly database: Database,
    private readonly log: Logger,
    /** Cost a minute, of a member and of an address that nobody signed in from; and what a second of service time costs. */
    readonly limits: { member: number; anonymous: number; second: number },
    private readonly elapsedMs: () => number = () => performance.now(),
  ) {}

  /** Spends `cost` of this minute's budget; when that is not there, spends nothing and returns when to come back. */
  async spend(payer: Payer, cost: number): Promise<Budget | null> {
    let held = this.#current(payer);
    while (!held || (held.left < cost && held.rest > 0)) held = await this.#lease(payer, cost);
    if (held.left < cost) return this.#budgetOf(held);
    held.left -= cost;
    return null;
  }

  /**
   * Charges what was not asked for just now, such as a live delivery, without waiting: from what this process holds, and
   * on credit while it leases more. Returns what is left when that is known not to cover the cost.
   */
  debit(payer: Payer, cost: number): Budget | null {
    const held = this.#current(payer);
    if (held && held.left < cost && held.rest === 0) return this.#budgetOf(held);
    if (held) held.left -= cost;
    else this.#owed.set(payer.key, (this.#owed.get(payer.key) ?? 0) + cost);
    if (!held || held.left < 0)
      this.#lease(payer, cost).catch((error: unknown) =>
        this.log.debug({ err: error }, "a budget could not be leased"),
      );
    return null;
  }

  /** Charges as `debit` does, and takes all that is left when that is less. */
  debitUpTo(payer: Payer, cost: number): void {
    if (this.debit(payer, cost)) this.#takeRest(payer);
  }

  /** Spends `cost`, or all that is left when that is less: for work that has been done. */
  async spendUpTo(payer: Payer, cost: number): Promise<void> {
    if (await this.spend(payer, cost)) this.#takeRest(payer);
  }

  /** Gives back what was spent at `spentAtMs`, by the monotonic clock, if that was in the minute of what is held. */
  credit(payer: Payer, cost: number, spentAtMs: number): void {
    const held = this.#current(payer);
    if (held && spentAtMs >= held.endsAtMs - minuteMs + leaseLatencyMs) held.left += cost;
  }

  /** When to come back, if nothing is left of this minute's budget as far as this process knows; asks no database. */
  exhausted(payer: Payer): Budget | null {
    const held = this.#current(payer);
    return held && held.left + held.rest < 1 ? this.#budgetOf(held) : null;
  }

  /** What the payer surely has left: what other processes have leased does not count. */
  async look(payer: Payer): Promise<Budget> {
    return this.#budgetOf(await this.#lease(payer, 0));
  }

  /** The number of payers in memory. */
  get size(): number {
    return this.#held.size;
  }

  #takeRest(payer: Payer): void {
    const held = this.#current(payer);
    if (held) held.left = Math.min(held.left, 0);
  }

  #budgetOf({ left, rest, minute, endsAtMs }: Held): Budget {
    const seconds = Math.ceil((endsAtMs - this.elapsedMs()) / 1000);
    const resetAt = new Date(minute.getTime() + minuteMs);
    return { remaining: Math.max(0, left + rest), resetAt, retryAfterSeconds: Math.min(60, Math.max(1, seconds)) };
  }

  #current({ key }: Payer): Held | undefined {
    const held = this.#held.get(key);
    return held && held.endsAtMs > this.elapsedMs() ? held : undefined;
  }

  /** One lease at a time for a payer: who comes meanwhile waits for it. */
  #lease(payer: Payer, cost: number): Promise<Held> {
    const underWay = this.#leasing.get(payer.key);
    if (underWay) return underWay;
    const lease = this.#leaseMore(payer, cost).finally(() => this.#leasing.delete(payer.key));
    this.#leasing.set(payer.key, lease);
    return lease;
  }

  async #leaseMore(payer: Payer, cost: number): Promise<Held> {
    const missing = cost - (this.#current(payer)?.left ?? 0);
    const asked = cost === 0 ? 0 : Math.max(Math.ceil(payer.limit / leasesPerMinute), missing);
    const askedAtMs = this.elapsedMs();
    const { minute, granted, taken, msLeft } = await this.#take(payer, asked);
    const known = this.#held.get(payer.key);
    const held: Held = known?.minute.getTime() === minute.getTime() ? known : { minute, left: 0, rest: 0, endsAtMs: 0 };
    held.left += granted - (this.#owed.get(payer.key) ?? 0);
    this.#owed.delete(payer.key);
    held.rest = Math.max(0, payer.limit - taken);
    held.endsAtMs = askedAtMs + Math.floor(msLeft);
    this.#held.set(payer.key, held);
    if (minute.getTime() > this.#minute) this.#turn(minute);
    return held;
  }

  /** A lease of the database; while its disk is full, of the whole budget that this process then has by itself. */
  async #take({ key, limit }: Payer, asked: number): Promise<Lease> {
    try {
      return (await this.database.query<Lease>(takeLease(key, asked, limit)))[0]!;
    } catch (error) {
      if (!foundDiskFull(error)) throw error;
      const [now] = await this.database.reads.query<Pick<Lease, "minute" | "msLeft">>(minuteNow);
      const { minute, msLeft } = now!;
      const known = this.#held.get(key);
      const before = known?.minute.getTime() === minute.getTime() ? limit - known.rest : 0;
      const granted = Math.max(0, Math.min(asked, limit - before));
      return { minute, msLeft, granted, taken: before + granted };
    }
  }

  /** Forgets what was of earlier minutes, here and in the database. */
  #turn(minute: Date): void {
    this.#minute = minute.getTime();
    for (const [key, held] of this.#held) if (held.minute < minute) this.#held.delete(key);
    this.database
      .query(deleteLeasesBefore(minute))
      .catch((error: unknown) => this.log.debug({ err: error }, "old budgets could not be deleted"));
  }
}
