import { MailDelivery } from "../../core/notifications/mail-delivery.js";
import type { NotificationDeclaration, NotificationKind } from "../../core/notifications/notification-kind.js";
import { guillemets, quoted } from "../../core/notifications/quotation.js";
import { Language } from "../../core/texts/language.js";

declare module "../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    TRACK_COORDINATOR: unknown;
    TRACK_PLACE_GIVEN: unknown;
    TRACK_CHANGED: unknown;
    TRACK_WITHDRAWN: unknown;
    TRACK_STEP_DROPPED: unknown;
  }
}

export const trackNotifications = {
  TRACK_COORDINATOR: {
    description: "The viewer was made a coordinator of a learning track (coördinator).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "leertrajecten die je coördineert",
        [Language.FR]: "les parcours d'apprentissage que vous coordonnez",
        [Language.EN]: "learning tracks that you coordinate",
      },
    },
    text: {
      [Language.NL]: (_, title) => `Je bent nu coördinator van een leertraject${quoted(title, ": ")}.`,
      [Language.FR]: (_, title) => `Vous coordonnez désormais un parcours d'apprentissage${guillemets(title, " : ")}.`,
      [Language.EN]: (_, title) => `You are now a coordinator of a learning track${quoted(title, ": ")}.`,
    },
  },
  TRACK_PLACE_GIVEN: {
    description:
      "The viewer moved up from the waiting list of a learning track and now has a place (plaats toegekend).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "plaatsen die vrijkomen in leertrajecten",
        [Language.FR]: "les places qui se libèrent dans des parcours d'apprentissage",
        [Language.EN]: "places that come free in learning tracks",
      },
      isPlan: true,
    },
    text: {
      [Language.NL]: (_, title) =>
        `Er kwam een plaats vrij: je bent ingeschreven voor het leertraject${quoted(title, " ")}.`,
      [Language.FR]: (_, title) =>
        `Une place s'est libérée : vous êtes inscrit(e) au parcours d'apprentissage${guillemets(title, " ")}.`,
      [Language.EN]: (_, title) => `A place came free: you are enrolled in the learning track${quoted(title, " ")}.`,
    },
  },
  TRACK_CHANGED: {
    description:
      "The steps of a learning track that the viewer follows, or how many complete it, have changed (gewijzigd).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "wijzigingen in leertrajecten die je volgt",
        [Language.FR]: "les changements dans les parcours d'apprentissage que vous suivez",
        [Language.EN]: "changes to learning tracks that you follow",
      },
    },
    text: {
      [Language.NL]: (_, title) => `De stappen van het leertraject${quoted(title, " ")} zijn gewijzigd.`,
      [Language.FR]: (_, title) => `Les étapes du parcours d'apprentissage${guillemets(title, " ")} ont changé.`,
      [Language.EN]: (_, title) => `The steps of the learning track${quoted(title, " ")} have changed.`,
    },
  },
  TRACK_WITHDRAWN: {
    description: "A learning track in which the viewer is enrolled or waits for a place was withdrawn (ingetrokken).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "ingetrokken leertrajecten",
        [Language.FR]: "les parcours d'apprentissage retirés",
        [Language.EN]: "learning tracks that were withdrawn",
      },
      isPlan: true,
    },
    text: {
      [Language.NL]: (_, title) => `Het leertraject${quoted(title, " ")} is ingetrokken.`,
      [Language.FR]: (_, title) => `Le parcours d'apprentissage${guillemets(title, " ")} a été retiré.`,
      [Language.EN]: (_, title) => `The learning track${quoted(title, " ")} was withdrawn.`,
    },
  },
  TRACK_STEP_DROPPED: {
    description:
      "A step of a learning track that the viewer coordinates counts no more, as nothing of its gatherings takes place " +
      "(vervallen stap).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "vervallen stappen van je leertrajecten",
        [Language.FR]: "les étapes annulées de vos parcours d'apprentissage",
        [Language.EN]: "steps of your learning tracks that count no more",
      },
    },
    text: {
      [Language.NL]: (_, title, count) =>
        count > 1
          ? `Van je leertraject${quoted(title, " ")} gaan ${count} stappen niet door: kies andere bijeenkomsten.`
          : `Van je leertraject${quoted(title, " ")} gaat een stap niet door: kies een andere bijeenkomst.`,
      [Language.FR]: (_, title, count) =>
        count > 1
          ? `${count} étapes de votre parcours d'apprentissage${guillemets(title, " ")} n'ont pas lieu : choisissez d'autres rencontres.`
          : `Une étape de votre parcours d'apprentissage${guillemets(title, " ")} n'a pas lieu : choisissez une autre rencontre.`,
      [Language.EN]: (_, title, count) =>
        count > 1
          ? `${count} steps of your learning track${quoted(title, " ")} do not take place: choose other gatherings.`
          : `A step of your learning track${quoted(title, " ")} does not take place: choose another gathering.`,
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;
