import type { Wording } from "../../core/texts/wording.js";

/** Messages for notifications that cannot be marked as read. */
export const notificationWording = {
  tooMany: (max: number): Wording => ({
    NL: `mag hoogstens ${max} meldingen bevatten: markeer de andere in een volgend verzoek.`,
    FR: `peut contenir au plus ${max} notifications : marquez les autres dans une autre requête.`,
    EN: `must contain at most ${max} notifications: mark the others in another request.`,
  }),
  oneOfTwo: {
    NL: "Geef ofwel “ids” ofwel “upTo”.",
    FR: "Indiquez soit « ids », soit « upTo ».",
    EN: "Give either “ids” or “upTo”.",
  },
  noNotification: {
    NL: "Je hebt geen melding met deze id.",
    FR: "Vous n'avez pas de notification avec cet identifiant.",
    EN: "You have no notification with this id.",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
