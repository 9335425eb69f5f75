import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

export type IsTrusted = (address: string) => boolean;

/** Tells whether an address is one of these proxies, each an address or a range in CIDR form. */
export function trustedProxies(ranges: string[]): IsTrusted {
  const networks = ranges.map(networkOf);
  return (address) => {
    // Without the zone of a link-local address, which is any text.
    const [bare = ""] = address.split("%", 1);
    if (isIP(bare) === 0) return false;
    const ip = asIPv6(ipaddr.parse(bare));
    return networks.some(([network, prefixLength]) => ip.match(network, prefixLength));
  };
}

/** Everything is compared as IPv6, as a socket that takes both families writes IPv4 addresses so. */
const asIPv6 = (ip: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv6 =>
  ip instanceof ipaddr.IPv4 ? ip.toIPv4MappedAddress() : ip;

function networkOf(range: string): [network: ipaddr.IPv6, prefixLength: number] {
  if (!range.includes("/")) return [asIPv6(ipaddr.parse(range)), 128];
  const [network, prefixLength] = ipaddr.parseCIDR(range);
  return [asIPv6(network), network instanceof ipaddr.IPv4 ? prefixLength + 96 : prefixLength];
}

/**
 * The address of the client that sent a request, as Fastify's `trustProxy` finds it, for upgrades, which Fastify never
 * sees: the last address that trusted proxies vouch for. What a client writes into the header is never believed.
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
