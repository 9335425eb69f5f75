import { OverloadDetector } from "./overload-detector.js";

/** How long operations may wait in a burst, and how many. */
const maxWaitMs = 1_000;
const maxWaiting = 500;
/** How long sign-ins and sign-ups may, also in an overload, and how many. */
const maxPatientWaitMs = 10_000;
const maxPatient = 300;
/** When nothing has begun or ended for a while, the database may be silent: what gets a permit then waits for it once more. */
const maxWaitStalledMs = 400;
/** In an overload, how long an operation in the queue is expected to wait at most, and how long it does. */
const maxExpectedWaitMs = 10;
const maxOverloadWaitMs = 10;
/** How long it does while heavy callers take the time, or have until a moment ago: they get no other permit before it. */
export const maxWaitBesideHeavyMs = 500;
/** And how many wait then for each permit: they are served in no time once it has ended. */
const waitingBesideHeavy = 4;

/** What is known of the operations that run. */
export interface Load {
  now: () => number;
  /** How many may run. */
  limit: () => number;
  /** How long they take on average. */
  latencyMs: () => number;
  /** Whether none has begun or ended for a while. */
  isStalled: () => boolean;
  /** Whether the others wait because of heavy callers: their turn comes, as those rest for most of the time. */
  isBesideHeavy: () => boolean;
}

/** How many wait: members, who come first, and all; and those who may wait for long. */
interface Queue {
  members: number;
  length: number;
  patient: number;
}

/** Who comes for a permit. */
interface Comer {
  comesAsMember: boolean;
  isHeavy: boolean;
  isPatient: boolean;
}

/**
 * How many operations may wait for a permit, and for how long. Members come before others, so their queue is one of its
 * own: an overload by people who are not signed in is none for members.
 */
export class WaitingLimits {
  readonly #ofMembers = new OverloadDetector();
  readonly #ofOthers = new OverloadDetector();

  constructor(private readonly load: Load) {}

  countRequest(comesAsMember: boolean): void {
    this.#overload(comesAsMember).countRequest();
  }

  countRefusal(comesAsMember: boolean, isHeavy: boolean): void {
    this.#overload(comesAsMember).countRefusal(isHeavy);
  }

  /** Whether there is an overload for members, or for the others. */
  isOverloaded(comesAsMember: boolean): boolean {
    return this.#overload(comesAsMember).isOverloaded;
  }

  /** Takes in how many wait. Others wait for the members before them as well. */
  observe({ members, length }: Queue): void {
    const [now, queueTimeOfOne] = [this.load.now(), this.#queueTimeOfOne];
    this.#ofMembers.observe(now, members, members * queueTimeOfOne);
    this.#ofOthers.observe(now, length, length * queueTimeOfOne);
  }

  /** Takes in whether another operation could run from now on. */
  observeRoom(hasRoom: boolean): void {
    const now = this.load.now();
    for (const overload of [this.#ofMembers, this.#ofOthers]) overload.observeRoom(now, hasRoom);
  }

  /** Whether more wait than may: of all, whose last are no members, or of the members. */
  isTooLong({ members, length }: Queue): boolean {
    return (length > members && length > this.#most(false)) || members > this.#most(true);
  }

  /** Whether more of the patient wait than may. */
  isTooLongForPatient({ patient }: Queue): boolean {
    return patient > maxPatient;
  }

  maxWaitMs({ comesAsMember, isHeavy, isPatient }: Comer): number {
    if (!isPatient && this.isOverloaded(comesAsMember))
      return this.load.isBesideHeavy() && !isHeavy ? maxWaitBesideHeavyMs : maxOverloadWaitMs;
    if (this.load.isStalled()) return maxWaitStalledMs;
    return isPatient ? maxPatientWaitMs : maxWaitMs;
  }

  /** In an overload one at least, or slow operations of one caller would leave no room for others. */
  #most(ofMembers: boolean): number {
    if (!this.isOverloaded(ofMembers)) return maxWaiting;
    const limit = this.load.limit();
    if (this.load.isBesideHeavy()) return waitingBesideHeavy * limit;
    return Math.max(1, Math.floor(maxExpectedWaitMs / Math.max(this.#queueTimeOfOne, 1 / limit)));
  }

  get #queueTimeOfOne(): number {
    return this.load.latencyMs() / this.load.limit();
  }

  #overload(ofMembers: boolean): OverloadDetector {
    return ofMembers ? this.#ofMembers : this.#ofOthers;
  }
}
