import { networkPolicy, type Actor, type Policy } from "../../core/access/policy.js";

export const organisationPolicy = {
  /** Edits organisations, and merges them. */
  edit: (actor: Actor) => networkPolicy.moderate(actor),
} satisfies Policy;
