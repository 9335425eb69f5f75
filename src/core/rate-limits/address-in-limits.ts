import { normalizedEmail } from "../texts/email-address.js";

/**
 * An e-mail address as limits count it: in its stored form, and without what follows a `+`, as mail to both ends up in
 * one mailbox. In accounts the `+` counts: there they are two addresses.
 */
export function addressInLimits(email: string): string {
  const address = normalizedEmail(email);
  const at = address.lastIndexOf("@");
  const plus = address.indexOf("+");
  return plus > 0 && plus < at ? address.slice(0, plus) + address.slice(at) : address;
}
