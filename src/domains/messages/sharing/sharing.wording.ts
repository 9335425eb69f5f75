import type { Wording } from "../../../core/texts/wording.js";

/** Messages for a proposal to share a message that cannot be made or answered. */
export const sharingWording = {
  isAppeal: {
    NL: "is een beroep tegen een beslissing: dat wordt niet gedeeld.",
    FR: "est un recours contre une décision : il n'est pas partagé.",
    EN: "is an appeal against a decision: that is not shared.",
  },
  isOpen: {
    NL: "Er wacht al een voorstel voor dit berichtje op antwoord: trek dat eerst in.",
    FR: "Une proposition pour ce message attend déjà une réponse : retirez-la d'abord.",
    EN: "A proposal for this message already waits for an answer: withdraw it first.",
  },
  startRequired: {
    NL: "is verplicht voor een bijeenkomst: geef een begin.",
    FR: "est obligatoire pour une rencontre : donnez un début.",
    EN: "is required for a gathering: give its start.",
  },
  onlyGatherings: {
    NL: "is alleen voor een bijeenkomst: laat dit veld weg bij een vraag.",
    FR: "est réservé à une rencontre : omettez ce champ pour une question.",
    EN: "is only for a gathering: leave this field out for a question.",
  },
  noSharing: {
    NL: "Er is geen voorstel met deze id dat je kunt beantwoorden of intrekken.",
    FR: "Il n'y a pas de proposition avec cet identifiant à laquelle vous puissiez répondre ou que vous puissiez retirer.",
    EN: "There is no proposal with this id that you can answer or withdraw.",
  },
  answered: {
    NL: "Dit voorstel is al beantwoord of ingetrokken, of het is verlopen.",
    FR: "Cette proposition a déjà reçu une réponse, a été retirée ou a expiré.",
    EN: "This proposal was already answered or withdrawn, or it has expired.",
  },
  noLink: {
    NL: "Deze link werkt niet (meer): het voorstel is beantwoord, ingetrokken of verlopen.",
    FR: "Ce lien ne fonctionne pas (ou plus) : la proposition a reçu une réponse, a été retirée ou a expiré.",
    EN: "This link does not work (any more): the proposal was answered or withdrawn, or it has expired.",
  },
} satisfies Record<string, Wording>;
