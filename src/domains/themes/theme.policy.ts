import { networkPolicy, type Actor, type Policy } from "../../core/access/policy.js";

export const themePolicy = {
  /** Creates, edits, archives, merges and imports themes. */
  editThemes: (actor: Actor) => networkPolicy.moderate(actor),
} satisfies Policy;
