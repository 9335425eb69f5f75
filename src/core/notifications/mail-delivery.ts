import { registerEnumType } from "type-graphql";

export enum MailDelivery {
  AT_ONCE = "AT_ONCE",
  DAILY = "DAILY",
  NEVER = "NEVER",
}

registerEnumType(MailDelivery, {
  name: "MailDelivery",
  description: "How notifications of a kind are mailed to a member (bezorging per mail).",
  valuesConfig: {
    AT_ONCE: { description: "A mail of its own, as soon as it is created (meteen)." },
    DAILY: {
      description:
        "In the daily digest of what is unread, which is not sent when there is nothing (dagelijks overzicht).",
    },
    NEVER: { description: "Not mailed, and shown in the service alone (nooit)." },
  },
});
