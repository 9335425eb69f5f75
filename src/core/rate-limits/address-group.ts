import ipaddr from "ipaddr.js";

/**
 * The address that counts as one caller: an IPv4 address, also one written as IPv6, as it is; of IPv6 the first 64
 * bits, as a household or an office gets that many addresses.
 */
export function addressGroup(address: string): string {
  const [withoutZone = ""] = address.split("%");
  // Only a trusted proxy can send what is not an address.
  if (!ipaddr.IPv6.isValid(withoutZone)) return withoutZone.slice(0, 64);
  const ip = ipaddr.process(withoutZone);
  if (ip instanceof ipaddr.IPv4) return ip.toString();
  const network = ip.parts.slice(0, 4).map((part) => part.toString(16));
  return `${network.join(":")}::/64`;
}
