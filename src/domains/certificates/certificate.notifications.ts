import sql, { empty } from "sql-template-tag";
import type { Context } from "../../core/graphql/context.js";
import { MailDelivery } from "../../core/notifications/mail-delivery.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
  NotificationSubject,
} from "../../core/notifications/notification-kind.js";
import { guillemets, quoted } from "../../core/notifications/quotation.js";
import { Language } from "../../core/texts/language.js";
import { badgeAddresses } from "./badge/badge-addresses.js";
import { ownCertificateId } from "./certificate.reads.js";

declare module "../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    TRACK_COMPLETED: unknown;
  }
}

const ready: Record<Language, string> = {
  [Language.NL]: "Je certificaat staat klaar: als pagina om te delen, als pdf en als digitale badge.",
  [Language.FR]: "Votre certificat est prêt : une page à partager, un PDF et un badge numérique.",
  [Language.EN]: "Your certificate is ready: as a page to share, as a PDF and as a digital badge.",
};

/** The page of the reader's certificate. */
async function certificateLink(ctx: Context, { trackId }: NotificationSubject): Promise<string | null> {
  const id = trackId === null ? null : await ownCertificateId(ctx, trackId);
  return id === null ? null : badgeAddresses(ctx.publicUrl()).certificate(id);
}

export const certificateNotifications = {
  TRACK_COMPLETED: {
    description: "The viewer has completed a learning track, and has a certificate of it (voltooid).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "leertrajecten die je voltooit",
        [Language.FR]: "les parcours d'apprentissage que vous terminez",
        [Language.EN]: "learning tracks that you complete",
      },
      link: certificateLink,
      details: (_ctx, _about, language) => Promise.resolve([ready[language]]),
    },
    text: {
      [Language.NL]: (_, title) => `Proficiat: je hebt het leertraject${quoted(title, " ")} voltooid.`,
      [Language.FR]: (_, title) =>
        `Félicitations : vous avez terminé le parcours d'apprentissage${guillemets(title, " ")}.`,
      [Language.EN]: (_, title) => `Congratulations: you have completed the learning track${quoted(title, " ")}.`,
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

export const certificateNotificationRules: NotificationRule[] = [
  {
    on: "track.completed",
    from: empty,
    member: sql`(event.data->>'memberId')::uuid`,
    kind: sql`${"TRACK_COMPLETED"}::text`,
    track: sql`(event.data->>'trackId')::uuid`,
  },
];
