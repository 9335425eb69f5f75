import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

export type IsTrusted = (address: string) => boolean;

/** Tells whether an address is one of these proxies, each an address or a range in CIDR form. */
export function trustedProxies(ranges: string[]): IsTrusted {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", prefix] = range.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/**
 * Who sent a request, as Fastify's `trustProxy` finds it, for upgrades that Fastify never sees: the last of the addresses
 * that trusted proxies vouch for. What a client writes in the header itself is never believed.
 */
export function clientAddress({ socket, headers }: IncomingMessage, isTrusted: IsTrusted): string {
  let address = socket.remoteAddress ?? "";
  const forwarded = [headers["x-forwarded-for"] ?? []].flat().join(",").split(",");
  for (const next of forwarded.map((item) => item.trim()).reverse()) {
    if (next === "" || !isTrusted(address)) break;
    address = next;
  }
  return address;
}
