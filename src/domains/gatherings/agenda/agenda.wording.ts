import type { Wording } from "../../../core/texts/wording.js";

/** Messages for an agenda item that cannot be put forward, decided about or ordered. */
export const agendaWording = {
  noItem: {
    NL: "Er is geen agendapunt met deze id waarover je kunt beslissen.",
    FR: "Il n'y a pas de point à l'ordre du jour avec cet identifiant dont vous pouvez décider.",
    EN: "There is no agenda item with this id that you may decide about.",
  },
  noOwnItem: {
    NL: "Geen agendapunt met een idee van jou heeft deze id.",
    FR: "Aucun point à l'ordre du jour avec une idée de vous n'a cet identifiant.",
    EN: "No agenda item with an idea of yours has this id.",
  },
  notScheduled: {
    NL: "De agenda van deze bijeenkomst ligt vast: ze is voorbij of gaat niet door.",
    FR: "L'ordre du jour de cette rencontre est figé : elle est terminée ou n'a pas lieu.",
    EN: "The agenda of this gathering is closed: it is over or does not take place.",
  },
  full: (max: number): Wording => ({
    NL: `Op deze agenda staan al ${max} punten: er kan niets meer bij.`,
    FR: `Cet ordre du jour compte déjà ${max} points : il n'y a plus de place.`,
    EN: `This agenda has ${max} items already: there is no room for more.`,
  }),
  minutes: (max: number): Wording => ({
    NL: `moet 1 tot ${max} minuten zijn.`,
    FR: `doit être compris entre 1 et ${max} minutes.`,
    EN: `must be 1 to ${max} minutes.`,
  }),
  reasonOfAccepted: {
    NL: "hoort bij een weigering: laat de reden weg als je het punt aanvaardt.",
    FR: "accompagne un refus : omettez la raison si vous acceptez le point.",
    EN: "goes with declining: leave it out when you accept the item.",
  },
  order: {
    NL: "moet elk aanvaard agendapunt één keer bevatten: lees de agenda opnieuw.",
    FR: "doit contenir chaque point accepté une fois : relisez l'ordre du jour.",
    EN: "must contain each accepted agenda item once: read the agenda again.",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
