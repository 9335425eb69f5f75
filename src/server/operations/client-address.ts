import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";
import ipaddr from "ipaddr.js";

export type IsTrusted = (address: string) => boolean;

/** Tells whether an address is one of these proxies, each an address or a range in CIDR form. */
export function trustedProxies(ranges: string[]): IsTrusted {
  const networks = new BlockList();
  for (const range of ranges) {
    const [network, prefixLength] = networkOf(range);
    networks.addSubnet(network.toString(), prefixLength, network.kind());
  }
  return (address) => {
    // Without the zone of a link-local address, which is any text.
    const [bare = ""] = address.split("%", 1);
    const family = isIP(bare);
    // A socket that takes both families writes IPv4 addresses as IPv6, which is compared with networks of both.
    return family !== 0 && networks.check(bare, family === 6 ? "ipv6" : "ipv4");
  };
}

/** A network of IPv4, also one written as IPv6, or of IPv6. */
function networkOf(range: string): [network: ipaddr.IPv4 | ipaddr.IPv6, prefixLength: number] {
  const ip = ipaddr.parse(range.split("/", 1)[0]!);
  const [network, prefixLength] = range.includes("/")
    ? ipaddr.parseCIDR(range)
    : ([ip, ip.kind() === "ipv4" ? 32 : 128] as const);
  return network instanceof ipaddr.IPv6 && network.isIPv4MappedAddress() && prefixLength >= 96
    ? [network.toIPv4Address(), prefixLength - 96]
    : [network, prefixLength];
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
