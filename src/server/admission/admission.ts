import type { EventEmitter } from "node:events";
import type { ServiceTime } from "../../core/budget/service-time.js";
import { ConcurrencyLimit } from "./concurrency-limit.js";
import { OperationQueue, type AdmissionRequest, type Waiting } from "./operation-queue.js";
import { OverloadDetector } from "./overload-detector.js";
import type { Permit } from "./permit.js";
import { RecentServiceTime } from "./recent-service-time.js";
import { RunningOperations, type Completed } from "./running-operations.js";
import { SubscriptionQueue } from "./subscription-queue.js";

/** How long operations may wait in a burst, and how many. */
const maxWaitMs = 1_000;
/** How long sign-ins and sign-ups may, also in an overload, and how many. */
const maxPatientWaitMs = 10_000;
const maxPatient = 300;
const maxWaiting = 500;
/** Nothing has begun or ended for so long: the database may be silent, and what gets a permit then waits for it once more. */
const stalledAfterMs = 500;
const maxWaitStalledMs = 400;
/** In an overload, how long an operation in the queue is expected to wait at most, and how long it does. */
const maxExpectedWaitMs = 10;
const maxOverloadWaitMs = 14;
/** How long it does while heavy callers take the time, or have until a moment ago: they get no other permit before it. */
const maxWaitBesideHeavyMs = 500;
/** And how many wait then for each permit: they are served in no time once it has ended. */
const waitingBesideHeavy = 4;
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
  readonly #overload = new OverloadDetector();
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
    this.#overload.countRequest();
    if (this.#mayRun(request, this.#room)) return Promise.resolve(this.#running.start(request.caller));
    return new Promise((resolve) => {
      const refuse = (): void => {
        this.#operations.delete(waiting);
        waiting.settle(null);
      };
      const waiting = waitingUntilClosed(
        request,
        client,
        (permit) => {
          clearTimeout(timer);
          resolve(permit);
        },
        refuse,
      );
      const timer = setTimeout(() => this.#refuse(waiting), this.#maxWaitMs(request));
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
    if (!isHeavy || !this.#overload.isOverloaded) return this.#running.of(caller) < this.#share;
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
    const queueTimeOfOne = this.#latencyMs / this.limit;
    const { length } = this.#operations;
    this.#overload.observe(this.now(), length, length * queueTimeOfOne);
    const most = this.#overload.isOverloaded ? this.#mostInOverload(queueTimeOfOne) : maxWaiting;
    while (this.#operations.length > most) this.#refuse(this.#operations.leastUrgent()!);
    while (this.#operations.patient > maxPatient) this.#refuse(this.#operations.leastUrgent(true)!);
  }

  /** One at least, or slow operations of one caller would leave no room for others. */
  #mostInOverload(queueTimeOfOne: number): number {
    if (this.#isBesideHeavy) return waitingBesideHeavy * this.limit;
    return Math.max(1, Math.floor(maxExpectedWaitMs / Math.max(queueTimeOfOne, 1 / this.limit)));
  }

  #maxWaitMs({ caller, isPatient }: AdmissionRequest): number {
    const isStalled = this.now() - this.#running.progressAt > stalledAfterMs;
    if (isPatient) return isStalled ? maxWaitStalledMs : maxPatientWaitMs;
    if (!this.#overload.isOverloaded) return isStalled ? maxWaitStalledMs : maxWaitMs;
    return this.#isBesideHeavy && !this.#recent.isHeavy(caller) ? maxWaitBesideHeavyMs : maxOverloadWaitMs;
  }

  /** Whether the others wait because of heavy callers: their turn comes, as those rest for most of the time. */
  get #isBesideHeavy(): boolean {
    return this.#heavyRunning() > 0 || this.now() - this.#heavyEndedAt < maxWaitBesideHeavyMs;
  }

  /** How many operations run of callers who use the service far more than others. */
  #heavyRunning(): number {
    return this.#running.countOf((caller) => this.#recent.isHeavy(caller));
  }

  #refuse(waiting: Waiting): void {
    this.#countShed();
    this.#overload.countRefusal();
    this.#operations.delete(waiting);
    waiting.settle(null);
  }

  #countShed(): void {
    this.#shed++;
    this.onShed();
  }
}

/** An operation that no longer waits once its client has gone. */
function waitingUntilClosed(
  request: AdmissionRequest,
  client: EventEmitter,
  settle: (permit: Permit | null) => void,
  abandon: () => void,
): Waiting {
  client.once("close", abandon);
  return {
    ...request,
    settle: (permit) => {
      client.off("close", abandon);
      settle(permit);
    },
  };
}
