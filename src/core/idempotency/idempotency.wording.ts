import type { Wording } from "../texts/wording.js";

/** Messages for an idempotency key that cannot be used again. */
export const idempotencyWording = {
  otherRequest: {
    NL: "Je gebruikte deze sleutel al voor een ander verzoek: gebruik een nieuwe sleutel.",
    FR: "Vous avez déjà utilisé cette clé pour une autre requête : utilisez une nouvelle clé.",
    EN: "You have already used this key for another request: use a new key.",
  },
  resultGone: {
    NL: "Wat je met deze sleutel maakte, bestaat niet meer: gebruik een nieuwe sleutel.",
    FR: "Ce que vous avez créé avec cette clé n'existe plus : utilisez une nouvelle clé.",
    EN: "What you made with this key no longer exists: use a new key.",
  },
} satisfies Record<string, Wording>;
