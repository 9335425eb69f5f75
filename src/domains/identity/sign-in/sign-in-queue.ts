import { rejectUntil } from "../../../core/errors/user-error.js";
import type { CountedSignIn } from "./sign-in-pace.js";
import { signInWording } from "./sign-in.wording.js";

/** How many wait in a process at a time. */
const bounds = { inAll: 1_000, forOneAccount: 100, fromOneAddress: 5, forOnePair: 2 };

interface Waiting {
  signIn: CountedSignIn;
  /** Ends the wait before its time. */
  refuse: () => void;
}

/**
 * The sign-ins that are slowed down. Who waits costs a timer: no password is hashed and no place among the running
 * operations is held. Where too many wait, the one goes that failed most from where it comes from; so those who try many
 * times do not keep out who tries for the first time.
 */
export class SignInQueue {
  readonly #waiting = new Set<Waiting>();

  constructor(
    /** Calls back after a time; returns what cancels it. Tests replace it. */
    private readonly after: (ms: number, work: () => void) => () => void = (ms, work) => {
      const timer = setTimeout(work, ms).unref();
      return () => clearTimeout(timer);
    },
    private readonly most = bounds,
  ) {}

  get length(): number {
    return this.#waiting.size;
  }

  /** Resolves after the delay of the sign-in; rejects with TRY_AGAIN when too many others wait. */
  async wait(signIn: CountedSignIn): Promise<void> {
    if (signIn.delayMs === 0) return;
    const isTime = await new Promise<boolean>((resolve) => {
      const settle = (value: boolean): void => {
        cancel();
        this.#waiting.delete(waiting);
        resolve(value);
      };
      const waiting: Waiting = { signIn, refuse: () => settle(false) };
      const cancel = this.after(signIn.delayMs, () => settle(true));
      this.#waiting.add(waiting);
      this.#makeRoom(signIn);
    });
    if (!isTime) rejectUntil(Math.ceil(signIn.delayMs / 1_000), signInWording.tooManySignIns);
  }

  /** Refuses one at most for each bound that the new one goes beyond. */
  #makeRoom({ account, address, pair }: CountedSignIn): void {
    const { most } = this;
    this.#bound(most.forOnePair, (other) => other.pair === pair);
    this.#bound(most.forOneAccount, (other) => other.account === account);
    this.#bound(most.fromOneAddress, (other) => other.address === address);
    if (this.#waiting.size <= most.inAll) return;
    const mostAwaited = this.#mostAwaitedAccount();
    this.#bound(0, (other) => other.account === mostAwaited);
  }

  /** So that a flood at one account leaves room for the others. */
  #mostAwaitedAccount(): string {
    const counts = new Map<string, number>();
    for (const { signIn } of this.#waiting) counts.set(signIn.account, (counts.get(signIn.account) ?? 0) + 1);
    return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0];
  }

  #bound(max: number, isAmong: (other: CountedSignIn) => boolean): void {
    const among = [...this.#waiting].filter(({ signIn }) => isAmong(signIn));
    if (among.length <= max) return;
    const failures = Math.max(...among.map(({ signIn }) => signIn.failures));
    // By lot among equals, so that nobody keeps others out by coming first or last.
    const worst = among.filter(({ signIn }) => signIn.failures === failures);
    worst[Math.floor(Math.random() * worst.length)]!.refuse();
  }
}
