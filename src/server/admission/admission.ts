import type { EventEmitter } from "node:events";
import type { ServiceTime } from "../../core/budget/service-time.js";
import { ConcurrencyLimit } from "./concurrency-limit.js";
import {
  OperationQueue,
  priorities,
  type AdmissionRequest,
  type Waiting,
  type WaitingOperation,
} from "./operation-queue.js";
import type { Permit } from "./permit.js";
import { RecentServiceTime } from "./recent-service-time.js";
import { RunningOperations, type Completed } from "./running-operations.js";
import { SubscriptionQueue } from "./subscription-queue.js";
import { maxWaitBesideHeavyMs, WaitingLimits } from "./waiting-limits.js";

/** Nothing has begun or ended for so long: the database may be silent. */
const stalledAfterMs = 500;
/** What a heavy caller may use of the time in an overload. */
const maxHeavyShare = 0.25;
/** The weight of one operation in the moving average of the latency. */
const smoothing = 0.1;

export interface AdmissionOptions {
  serviceTime: ServiceTime;
  /** Is called for each operation that is refused. */
  onShed?: () => void;
  now?: () => number;
}

/** How many more may run: of all callers, and of those who are not heavy. */
interface Room {
  forAll: number;
  forOthers: number;
}

/**
 * Admits as many operations at a time as the service can run without becoming slow, over every transport. Queries and
 * mutations that find no permit wait in a short queue; those that would wait too long are refused at once. Subscriptions
 * wait for as long as it takes to start.
 */
export class Admission {
  readonly #limit: ConcurrencyLimit;
  readonly #running: RunningOperations;
  readonly #recent: RecentServiceTime;
  readonly #operations: OperationQueue;
  readonly #subscriptions = new SubscriptionQueue();
  readonly #waitingLimits: WaitingLimits;
  /** Subscriptions that start. */
  #starting = 0;
  #isTurnOfSubscriptions = false;
  /** When an operation of a heavy caller ended last. */
  #heavyEndedAt = Number.NEGATIVE_INFINITY;
  #latencyMs = 0;
  #shed = 0;

  private readonly onShed: () => void;
  private readonly now: () => number;

  constructor(range: { min: number; max: number }, options: AdmissionOptions) {
    this.onShed = options.onShed ?? (() => undefined);
    this.now = options.now ?? (() => performance.now());
    this.#limit = new ConcurrencyLimit(range);
    this.#running = new RunningOperations({
      serviceTime: options.serviceTime,
      now: this.now,
      onCompleted: (completed) => this.#learn(completed),
      onChanged: () => this.#waitingLimits.observeRoom(this.inFlight < this.limit),
      onFreed: () => {
        while (this.#startNext());
        this.#refuseLate();
      },
    });
    this.#recent = new RecentServiceTime(this.now);
    this.#operations = new OperationQueue({
      isHeavy: (caller) => this.#recent.isHeavy(caller),
      runningOf: (caller) => this.#running.of(caller),
    });
    this.#waitingLimits = new WaitingLimits({
      now: this.now,
      limit: () => this.limit,
      latencyMs: () => this.#latencyMs,
      isStalled: () => this.now() - this.#running.progressAt > stalledAfterMs,
      isBesideHeavy: () => this.#heavyRunning() > 0 || this.now() - this.#heavyEndedAt < maxWaitBesideHeavyMs,
    });
  }

  get limit(): number {
    return this.#limit.value;
  }

  get inFlight(): number {
    return this.#running.count;
  }

  get waiting(): number {
    return this.#operations.length + this.#operations.patient + this.#subscriptions.length;
  }

  /** How many operations were refused since the start. */
  get shed(): number {
    return this.#shed;
  }

  /**
   * A permit for a query or a mutation, once there is one; null when there will be none in time, or when `client` emits
   * `close` before.
   */
  admit(request: AdmissionRequest, client: EventEmitter): Promise<Permit | null> {
    const comesAsMember = this.#comesAsMember(request);
    this.#waitingLimits.countRequest(comesAsMember);
    if (this.#mayRun(request, this.#room)) return Promise.resolve(this.#running.start(request.caller));
    return new Promise((resolve) => {
      const refuse = (): void => {
        this.#operations.delete(waiting);
        waiting.settle(null);
      };
      const waiting = waitingUntilClosed(
        { ...request, comesAsMember },
        client,
        (permit) => {
          clearTimeout(timer);
          resolve(permit);
        },
        refuse,
      );
      const { caller, isPatient = false } = request;
      const maxWaitMs = this.#waitingLimits.maxWaitMs({
        comesAsMember,
        isPatient,
        isHeavy: this.#recent.isHeavy(caller),
      });
      const timer = setTimeout(() => this.#refuse(waiting), maxWaitMs);
      this.#operations.add(waiting);
      this.#refuseLate();
    });
  }

  /**
   * A permit to start a subscription, once there is one; null when `client` emits `close` before, or when too many wait.
   *
   * @param sizeOf UTF-16 code units that the request takes in memory while it waits
   */
  admitSubscription(request: AdmissionRequest, client: EventEmitter, sizeOf: () => number): Promise<Permit | null> {
    if (this.#subscriptions.length === 0 && this.#mayStartSubscription())
      return Promise.resolve(this.#startSubscription(request));
    return new Promise((resolve) => {
      const abandon = (): void => {
        this.#subscriptions.delete(waiting);
        waiting.settle(null);
      };
      const waiting = { ...waitingUntilClosed(request, client, resolve, abandon), size: sizeOf() };
      if (this.#subscriptions.add(waiting)) return;
      this.#countShed();
      waiting.settle(null);
    });
  }

  /** Whether a caller has queries or mutations that run or wait. */
  hasOperationsOf(caller: string): boolean {
    return this.#running.of(caller) > 0 || this.#operations.hasAnyOf(caller);
  }

  #mayRun({ caller }: AdmissionRequest, room: Room): boolean {
    if (room.forOthers <= 0) return false;
    const isHeavy = this.#recent.isHeavy(caller);
    if (isHeavy && room.forAll <= 0) return false;
    if (!isHeavy || !this.#waitingLimits.isOverloaded(false)) return this.#running.of(caller) < this.#share;
    return this.#running.of(caller) === 0 && this.#recent.shareOf(caller) < maxHeavyShare;
  }

  /** What heavy callers run takes nothing from the others: as many more may run, up to the limit once more. */
  get #room(): Room {
    const forAll = this.limit - this.inFlight;
    if (forAll > 0) return { forAll, forOthers: forAll };
    return { forAll, forOthers: forAll + Math.min(this.#heavyRunning(), this.limit) };
  }

  #mayStartSubscription(): boolean {
    return this.inFlight < this.limit && this.#starting < this.#share;
  }

  /** How many permits one caller may have, and subscriptions that start. */
  get #share(): number {
    return Math.max(1, Math.floor(this.limit / 3));
  }

  #learn({ caller, operation, serviceTimeMs, latencyMs, inFlight, wasAlone }: Completed): void {
    this.#latencyMs += smoothing * (latencyMs - this.#latencyMs);
    this.#recent.add(caller, serviceTimeMs);
    if (this.#recent.isHeavy(caller)) this.#heavyEndedAt = this.now();
    if (operation) this.#limit.observe({ ...operation, latencyMs, inFlight, wasAlone });
  }

  #startSubscription({ caller }: AdmissionRequest): Permit {
    this.#starting++;
    const { runs, pause, release } = this.#running.start(caller);
    let isStarting = true;
    return {
      runs,
      pause,
      release: () => {
        if (isStarting) this.#starting--;
        isStarting = false;
        return release();
      },
    };
  }

  /** Gives a permit to who waits, if anybody may have one: alternately to an operation and to a subscription. */
  #startNext(): boolean {
    const room = this.#room;
    if (room.forOthers <= 0) return false;
    const startsSubscription = this.#subscriptions.length > 0 && this.#mayStartSubscription();
    const operation =
      startsSubscription && this.#isTurnOfSubscriptions
        ? undefined
        : this.#operations.next((waiting) => this.#mayRun(waiting, room));
    if (operation) {
      this.#isTurnOfSubscriptions = true;
      this.#operations.delete(operation);
      operation.settle(this.#running.start(operation.caller));
      return true;
    }
    if (!startsSubscription) return false;
    this.#isTurnOfSubscriptions = false;
    const subscription = this.#subscriptions.shift()!;
    subscription.settle(this.#startSubscription(subscription));
    return true;
  }

  /** Refuses those for whom there will be no permit in time, of the lowest priority and of who asks the most first. */
  #refuseLate(): void {
    const queue = this.#operations;
    this.#waitingLimits.observe(queue);
    while (this.#waitingLimits.isTooLong(queue)) this.#refuse(queue.leastUrgent()!);
    while (this.#waitingLimits.isTooLongForPatient(queue)) this.#refuse(queue.leastUrgent(true)!);
  }

  /** A heavy member is refused and served after the others, as if nobody were signed in. */
  #comesAsMember({ caller, priority }: AdmissionRequest): boolean {
    return priority !== priorities.anonymous && !this.#recent.isHeavy(caller);
  }

  /** How many operations run of callers who use the service far more than others. */
  #heavyRunning(): number {
    return this.#running.countOf((caller) => this.#recent.isHeavy(caller));
  }

  #refuse(waiting: WaitingOperation): void {
    this.#countShed();
    this.#waitingLimits.countRefusal(waiting.comesAsMember, this.#recent.isHeavy(waiting.caller));
    this.#operations.delete(waiting);
    waiting.settle(null);
  }

  #countShed(): void {
    this.#shed++;
    this.onShed();
  }
}

/** An operation that no longer waits once its client has gone. */
function waitingUntilClosed<Request extends AdmissionRequest>(
  request: Request,
  client: EventEmitter,
  settle: Waiting["settle"],
  abandon: () => void,
): Request & Waiting {
  client.once("close", abandon);
  return {
    ...request,
    settle: (permit) => {
      client.off("close", abandon);
      settle(permit);
    },
  };
}
