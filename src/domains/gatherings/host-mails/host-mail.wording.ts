import type { Wording } from "../../../core/texts/wording.js";

/** Messages for a mail of a host that cannot be sent. */
export const hostMailWording = {
  nobody: {
    NL: "moet GOING, WAITLISTED of beide zijn: kies aan wie de mail gaat.",
    FR: "doit être GOING, WAITLISTED ou les deux : choisissez à qui le message est destiné.",
    EN: "must be GOING, WAITLISTED or both: choose whom the mail is for.",
  },
  noGathering: {
    NL: "Geen bijeenkomst die je organiseert heeft deze id.",
    FR: "Aucune rencontre que vous organisez n'a cet identifiant.",
    EN: "No gathering that you host has this id.",
  },
  notScheduled: {
    NL: "Deze bijeenkomst is niet gepland: er is niemand om te mailen.",
    FR: "Cette rencontre n'est pas planifiée : il n'y a personne à qui écrire.",
    EN: "This gathering is not scheduled: there is nobody to mail.",
  },
  noRecipients: {
    NL: "Niemand is zo ingeschreven: er is geen mail verstuurd.",
    FR: "Personne n'est inscrit ainsi : aucun message n'a été envoyé.",
    EN: "Nobody is registered like this: no mail was sent.",
  },
  allSent: (max: number): Wording => ({
    NL: `Over een bijeenkomst kunnen hoogstens ${max} mails gaan, en die zijn verstuurd: zet het nieuws in de beschrijving.`,
    FR: `Au plus ${max} messages peuvent être envoyés pour une rencontre, et ils l'ont été : mettez la nouvelle dans la description.`,
    EN: `At most ${max} mails can be sent about a gathering, and they have been: put the news in its description.`,
  }),
} satisfies Record<string, Wording | ((value: never) => Wording)>;
