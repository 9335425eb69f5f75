import type { Wording } from "../../core/texts/wording.js";

/** What the service says when it does not mark notifications as read. */
export const notificationWording = {
  tooMany: (max: number): Wording => ({
    NL: `mag er hoogstens ${max} noemen: markeer de andere in een volgende aanroep.`,
    FR: `peut en nommer au plus ${max} : marquez les autres dans un autre appel.`,
    EN: `must name at most ${max}: mark the others in another call.`,
  }),
  oneOfTwo: {
    NL: `Geef "ids" of "upTo", een van de twee.`,
    FR: "Donnez « ids » ou « upTo », l'un des deux.",
    EN: `Give "ids" or "upTo", one of the two.`,
  },
  noNotification: {
    NL: "Je hebt geen melding met deze id.",
    FR: "Vous n'avez pas de notification avec cet identifiant.",
    EN: "You have no notification with this id.",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
