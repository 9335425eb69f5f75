import type { Wording } from "../texts/wording.js";

/** What the service says when an idempotency key cannot be used again. */
export const idempotencyWording = {
  otherRequest: {
    NL: "Je gebruikte deze sleutel al voor een ander verzoek: neem een nieuwe sleutel.",
    FR: "Vous avez déjà utilisé cette clé pour une autre requête : prenez une nouvelle clé.",
    EN: "You used this key for another request: take a new key.",
  },
  madeGone: {
    NL: "Wat je met deze sleutel maakte, is er niet meer: neem een nieuwe sleutel.",
    FR: "Ce que vous avez créé avec cette clé n'existe plus : prenez une nouvelle clé.",
    EN: "What you made with this key is not there any more: take a new key.",
  },
} satisfies Record<string, Wording>;
