import { MailDelivery } from "../../core/notifications/mail-delivery.js";
import type { NotificationDeclaration, NotificationKind } from "../../core/notifications/notification-kind.js";
import { guillemets, quoted } from "../../core/notifications/quotation.js";
import { Language } from "../../core/texts/language.js";
import { isRegistered, meetingDetails, reasonDetails } from "./gathering.mail-details.js";

declare module "../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    GATHERING_PROPOSED: unknown;
    PROPOSAL_ACCEPTED: unknown;
    PROPOSAL_DECLINED: unknown;
    GATHERING_CHANGED: unknown;
    GATHERING_CANCELLED: unknown;
    HOST_ADDED: unknown;
    HOST_NEEDED: unknown;
  }
}

export const gatheringNotifications = {
  GATHERING_PROPOSED: {
    description: "A member proposed a gathering; for organisers and administrators (voorstel).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "voorstellen voor bijeenkomsten",
        [Language.FR]: "propositions de rencontres",
        [Language.EN]: "proposed gatherings",
      },
    },
    text: {
      [Language.NL]: (who, title) => `${who ?? "Iemand"} stelt een bijeenkomst voor${quoted(title, ": ")}.`,
      [Language.FR]: (who, title) => `${who ?? "Quelqu'un"} propose une rencontre${guillemets(title, " : ")}.`,
      [Language.EN]: (who, title) => `${who ?? "Somebody"} proposes a gathering${quoted(title, ": ")}.`,
    },
  },
  PROPOSAL_ACCEPTED: {
    description: "A gathering that the viewer proposed was scheduled (voorstel aanvaard).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "aanvaarde voorstellen van jou",
        [Language.FR]: "vos propositions acceptées",
        [Language.EN]: "proposals of yours that were accepted",
      },
      details: meetingDetails,
    },
    text: {
      [Language.NL]: (_, title) => `Je voorstel${quoted(title, " ")} is aanvaard: de bijeenkomst is gepland.`,
      [Language.FR]: (_, title) =>
        `Votre proposition${guillemets(title, " ")} est acceptée : la rencontre est planifiée.`,
      [Language.EN]: (_, title) => `Your proposal${quoted(title, " ")} was accepted: the gathering is scheduled.`,
    },
  },
  PROPOSAL_DECLINED: {
    description: "A gathering that the viewer proposed was declined (voorstel niet aanvaard).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "voorstellen van jou die niet aanvaard zijn",
        [Language.FR]: "vos propositions non acceptées",
        [Language.EN]: "proposals of yours that were declined",
      },
      details: reasonDetails,
    },
    text: {
      [Language.NL]: (_, title) => `Je voorstel${quoted(title, " ")} is niet aanvaard: lees waarom.`,
      [Language.FR]: (_, title) => `Votre proposition${guillemets(title, " ")} n'est pas acceptée : lisez pourquoi.`,
      [Language.EN]: (_, title) => `Your proposal${quoted(title, " ")} was declined: read why.`,
    },
  },
  GATHERING_CHANGED: {
    description: "The time or the place of a gathering for which the viewer registered changed (gewijzigd).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "wijzigingen van je bijeenkomsten",
        [Language.FR]: "changements de vos rencontres",
        [Language.EN]: "changes of your gatherings",
      },
      isPlan: true,
      isDue: isRegistered,
      details: meetingDetails,
    },
    text: {
      [Language.NL]: (_, title) => `Het tijdstip of de plaats van een bijeenkomst is gewijzigd${quoted(title, ": ")}.`,
      [Language.FR]: (_, title) => `Le moment ou le lieu d'une rencontre a changé${guillemets(title, " : ")}.`,
      [Language.EN]: (_, title) => `The time or the place of a gathering changed${quoted(title, ": ")}.`,
    },
  },
  GATHERING_CANCELLED: {
    description: "A gathering for which the viewer registered, or that they host, was cancelled (afgelast).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "bijeenkomsten die niet doorgaan",
        [Language.FR]: "rencontres annulées",
        [Language.EN]: "gatherings that are cancelled",
      },
      isPlan: true,
      details: reasonDetails,
    },
    text: {
      [Language.NL]: (_, title) => `Een bijeenkomst gaat niet door${quoted(title, ": ")}.`,
      [Language.FR]: (_, title) => `Une rencontre est annulée${guillemets(title, " : ")}.`,
      [Language.EN]: (_, title) => `A gathering was cancelled${quoted(title, ": ")}.`,
    },
  },
  HOST_ADDED: {
    description: "The viewer was named as a host of a gathering (gastheer of gastvrouw).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "bijeenkomsten waarvan je gastheer of gastvrouw wordt",
        [Language.FR]: "rencontres dont vous devenez hôte",
        [Language.EN]: "gatherings that you are named a host of",
      },
      details: meetingDetails,
    },
    text: {
      [Language.NL]: (who, title) =>
        `${who ?? "Iemand"} maakte je gastheer of gastvrouw van een bijeenkomst${quoted(title, ": ")}.`,
      [Language.FR]: (who, title) =>
        `${who ?? "Quelqu'un"} vous a désigné(e) comme hôte d'une rencontre${guillemets(title, " : ")}.`,
      [Language.EN]: (who, title) => `${who ?? "Somebody"} named you as a host of a gathering${quoted(title, ": ")}.`,
    },
  },
  HOST_NEEDED: {
    description: "A gathering has no host any more; for organisers and administrators (gastheer gezocht).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "bijeenkomsten zonder gastheer of gastvrouw",
        [Language.FR]: "rencontres sans hôte",
        [Language.EN]: "gatherings without a host",
      },
    },
    text: {
      [Language.NL]: (_, title) => `Een bijeenkomst heeft geen gastheer of gastvrouw meer${quoted(title, ": ")}.`,
      [Language.FR]: (_, title) => `Une rencontre n'a plus d'hôte${guillemets(title, " : ")}.`,
      [Language.EN]: (_, title) => `A gathering has no host any more${quoted(title, ": ")}.`,
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;
