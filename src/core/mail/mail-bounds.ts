import { rejectUntil } from "../errors/user-error.js";
import type { TransactionContext } from "../graphql/context.js";
import { addressGroup } from "../rate-limits/address-group.js";
import { addressInLimits } from "../rate-limits/address-in-limits.js";
import { addDrops } from "../rate-limits/leaky-buckets.js";
import type { Wording } from "../texts/wording.js";

const hourMs = 3_600_000;

/**
 * The mails to one address are counted apart by how they come about, so that nobody uses up what another needs: a
 * stranger who asks for links does not keep back the notice that a password was changed.
 */
export type MailBound =
  /** Links that let the holder of the address in; anybody can ask for them. */
  | "access"
  /** Links to confirm a new address of an account; a member can ask for them to any address. */
  | "addressChange"
  /** Links that a member asks for to their own address. */
  | "ownAccount"
  /** Answers and questions of the coordinators about what somebody left for them with the address. */
  | "answers"
  /** What others did that the member may be interested in; the service shows it, too. */
  | "news"
  /** The daily digest, so that it goes out however much news there was. */
  | "digest"
  /** What became of the gatherings that somebody registered for, with or without an account. */
  | "plans"
  /** What happened to the account of the member. */
  | "notice";

/** How many mails of each of these go to one address at once. */
export interface MailLimits {
  /** Of those that somebody asks for: as many again every three hours. */
  asked: number;
  /** Of the others: as many again every twelve hours. */
  unasked: number;
}

/** How many of the links that anybody can ask for one client address gets. */
const shareOfOne = (limit: number): number => Math.ceil((2 * limit) / 3);

const manySent: Wording = {
  NL: "Er zijn onlangs al veel mails naar dit adres gestuurd",
  FR: "Beaucoup de courriels ont été envoyés récemment à cette adresse",
  EN: "Many mails have recently been sent to this address",
};

const asked: ReadonlySet<MailBound> = new Set(["access", "addressChange", "ownAccount", "answers"]);

/**
 * Counts a mail to an address, whether or not there is an account with it. Beyond the limit, what somebody asked for is
 * rejected with TRY_AGAIN, and of the others no more are sent; returns whether to send it.
 */
export async function countMail(tx: TransactionContext, address: string, bound: MailBound): Promise<boolean> {
  const isAsked = asked.has(bound);
  const { limits } = tx.mailer;
  const key = `mail ${bound} to ${addressInLimits(address)}`;
  const pace = isAsked ? { size: limits.asked, periodMs: 3 * hourMs } : { size: limits.unasked, periodMs: 12 * hourMs };
  const buckets = [{ key, ...pace }];
  // Anybody can ask for these: a stranger elsewhere leaves some to the holder of the address.
  if (bound === "access")
    buckets.push({ ...pace, key: `${key} from ${addressGroup(tx.client.address)}`, size: shareOfOne(limits.asked) });
  const full = (await addDrops(tx.db, buckets)).filter(({ overflowed }) => overflowed);
  if (full.length === 0) return true;
  if (isAsked) rejectUntil(Math.max(...full.map(({ retryAfterSeconds }) => retryAfterSeconds)), manySent);
  tx.log.warn({ bound }, "a mail was not sent, as many were sent to its address lately");
  return false;
}
