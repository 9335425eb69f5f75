import { addressGroup } from "../../../core/rate-limits/address-group.js";
import type { Connection } from "../../../core/database/database.js";
import type { Client } from "../../../core/graphql/context.js";
import { addressInLimits } from "../../../core/rate-limits/address-in-limits.js";
import { addDrops, takeBackDrops, type Bucket } from "../../../core/rate-limits/leaky-buckets.js";

const minuteMs = 60_000;

/** How sign-ins are slowed down that have a failure count in common. */
interface Pace {
  /** How many failures slow nothing down. */
  free: number;
  /** How long it takes until one failure less counts. */
  forgivenMs: number;
  /** How many are counted at most, so that the delay ends some time after the last failure. */
  counted: number;
  delayMs: (failuresBeyond: number) => number;
}

/** One account, from one client address or by one known device: 1, 2, 4, … up to 30 seconds. */
const ofPair: Pace = {
  free: 5,
  forgivenMs: minuteMs,
  counted: 11,
  delayMs: (beyond) => Math.min(30_000, 1_000 * 2 ** (beyond - 1)),
};
/** One account, from all addresses together: up to 20 seconds. Slows down no known device. */
const ofAccount: Pace = { free: 20, forgivenMs: minuteMs / 2, counted: 60, delayMs: (beyond) => 500 * beyond };
/** One client address, at all accounts together: up to 10 seconds. Slows down no known device. */
const ofAddress = (failures: number): Pace => ({
  free: failures,
  forgivenMs: minuteMs / failures,
  counted: failures + 50,
  delayMs: (beyond) => 200 * beyond,
});

/** Who tries to sign in, and where. */
export interface SignInSource {
  /** The e-mail address, whether or not there is an account with it. */
  email: string;
  /** The known device, if it is one. */
  device: string | null;
  client: Client;
}

/** A sign-in that counts as failed until it is forgiven. */
export interface CountedSignIn {
  buckets: Bucket[];
  delayMs: number;
  /** Whether it comes from a known device. */
  isKnown: boolean;
  /** How often it failed lately for this account from here, this one included. */
  failures: number;
  /** What the place in the queue is shared with; see `SignInQueue`. */
  account: string;
  address: string;
  pair: string;
}

/**
 * Counts a sign-in as failed at its account before the password is checked, in all processes, so that sign-ins that come
 * at once slow one another down.
 */
export async function countSignIn(db: Connection, { email, device, client }: SignInSource): Promise<CountedSignIn> {
  const account = addressInLimits(email);
  const address = addressGroup(client.address);
  const pair = device === null ? `${account} from ${address}` : `${account} by ${device}`;
  const counted: [string, Pace][] = [[`failed sign-in to ${pair}`, ofPair]];
  if (device === null) counted.push([`failed sign-in to ${account}`, ofAccount]);
  const buckets = counted.map(bucketOf);
  const levels = await addDrops(db, buckets);
  const delays = levels.map(({ level }, at) => delayAt(counted[at]![1], level));
  const isKnown = device !== null;
  return { buckets, delayMs: Math.max(...delays), failures: levels[0]!.level, account, address, pair, isKnown };
}

/**
 * Counts a sign-in as failed at its client address, when it is its turn to be checked. Not before: of an office or a
 * workshop that signs in together, those who wait have not failed. Known devices do not count.
 */
export async function countAtAddress(db: Connection, signIn: CountedSignIn, failures: number): Promise<CountedSignIn> {
  if (signIn.isKnown) return { ...signIn, delayMs: 0 };
  const pace = ofAddress(failures);
  const bucket = bucketOf([`failed sign-in from ${signIn.address}`, pace]);
  const [counted] = await addDrops(db, [bucket]);
  return { ...signIn, buckets: [...signIn.buckets, bucket], delayMs: delayAt(pace, counted!.level) };
}

const bucketOf = ([key, { counted, forgivenMs }]: [string, Pace]): Bucket => ({
  key,
  size: counted,
  periodMs: counted * forgivenMs,
});

const delayAt = ({ free, delayMs }: Pace, level: number): number => (level > free ? delayMs(level - free) : 0);

/** The password was right: the sign-in counts no more. */
export const forgiveSignIn = (db: Connection, { buckets }: CountedSignIn): Promise<void> => takeBackDrops(db, buckets);
