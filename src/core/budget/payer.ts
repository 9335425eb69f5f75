import { isIPv6 } from "node:net";
import type { BudgetContext } from "./budget.services.js";

/** Whose budget a request is taken from. */
export interface Payer {
  key: string;
  /** Cost a minute. */
  limit: number;
}

/** Who is signed in pays as that member, wherever from; others pay together with who shares their address. */
export const payerOf = ({ callerId, client, budgets }: BudgetContext): Payer =>
  callerId === null
    ? { key: `address:${addressGroup(client.address)}`, limit: budgets.limits.anonymous }
    : { key: `member:${callerId}`, limit: budgets.limits.member };

/**
 * The address that counts as one caller: an IPv4 address, also one written as IPv6, as it is; of IPv6 the first 64 bits,
 * as a household or an office gets that many addresses.
 */
export function addressGroup(address: string): string {
  const [bare = ""] = address.split("%");
  // Nobody but a trusted proxy can send what is not an address.
  if (!isIPv6(bare)) return bare.slice(0, 64);
  const [head = "", tail] = new URL(`http://[${bare}]`).hostname.slice(1, -1).split("::");
  const [first, last] = [head, tail ?? ""].map((part) => (part === "" ? [] : part.split(":")));
  const groups = [...first!, ...Array<string>(8 - first!.length - last!.length).fill("0"), ...last!];
  if (groups.slice(0, 6).join(":") === "0:0:0:0:0:ffff") {
    const bytes = groups.slice(6).flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 255]);
    return bytes.join(".");
  }
  return `${groups.slice(0, 4).join(":")}::/64`;
}
