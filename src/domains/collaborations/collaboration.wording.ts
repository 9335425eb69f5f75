import type { Wording } from "../../core/texts/wording.js";
import { CollaborationRequestStatus } from "./collaboration-request.enums.js";
import type { CollaborationStage } from "./collaboration.entity.js";

/** A status of a request that nobody can answer any more. */
type FinalStatus = Exclude<CollaborationRequestStatus, CollaborationRequestStatus.PENDING>;

const { ACCEPTED, DECLINED, WITHDRAWN, EXPIRED } = CollaborationRequestStatus;

const statuses: Record<FinalStatus, Wording> = {
  [ACCEPTED]: { NL: "aanvaard", FR: "acceptée", EN: "accepted" },
  [DECLINED]: { NL: "afgewezen", FR: "déclinée", EN: "declined" },
  [WITHDRAWN]: { NL: "ingetrokken", FR: "retirée", EN: "withdrawn" },
  [EXPIRED]: { NL: "verlopen", FR: "expirée", EN: "expired" },
};

/** Messages for a request that cannot be sent or answered, or a collaboration that cannot be changed. */
export const collaborationWording = {
  yourself: {
    NL: "Je kunt jezelf geen samenwerkingsvraag sturen: kies een ander lid.",
    FR: "Vous ne pouvez pas vous envoyer une demande à vous-même : choisissez un autre membre.",
    EN: "You cannot send yourself a request: choose another member.",
  },
  profileHidden: {
    NL: "Een moderator heeft je profiel verborgen, waardoor anderen niet kunnen zien wie je bent: teken eerst beroep aan tegen de beslissing.",
    FR: "Un modérateur a masqué votre profil, de sorte que les autres ne peuvent pas voir qui vous êtes : introduisez d'abord un recours contre la décision.",
    EN: "A moderator has hidden your profile, so that others cannot see who you are: appeal against the decision first.",
  },
  ideaWithdrawn: {
    NL: "Je hebt dit idee ingetrokken: stel een vraag over een ander idee, of zonder idee.",
    FR: "Vous avez retiré cette idée : faites une demande sur une autre idée, ou sans idée.",
    EN: "You withdrew this idea: send a request about another idea, or without one.",
  },
  askedByThem: {
    NL: "Dit lid heeft jou al een samenwerkingsvraag gestuurd: beantwoord die.",
    FR: "Ce membre vous a déjà envoyé une demande : répondez-y.",
    EN: "This member has already sent you a request: answer that one.",
  },
  asked: {
    NL: "Je hebt dit lid al een samenwerkingsvraag gestuurd: wacht op het antwoord. Trok je de vraag in, stel ze dan een dag later opnieuw.",
    FR: "Vous avez déjà envoyé une demande à ce membre : attendez la réponse. Si vous avez retiré la demande, refaites-la un jour plus tard.",
    EN: "You have already sent this member a request: wait for the answer. If you withdrew the request, send it again a day later.",
  },
  declined: (days: number): Wording => ({
    NL: `Dit lid heeft je vraag onlangs afgewezen: stel ze ten vroegste ${days} dagen na de afwijzing opnieuw.`,
    FR: `Ce membre a récemment décliné votre demande : vous pourrez la refaire ${days} jours après le refus.`,
    EN: `This member recently declined your request: you may send it again ${days} days after that.`,
  }),
  collaborating: {
    NL: "Jullie werken al samen: stel een vraag over een ander idee.",
    FR: "Vous collaborez déjà : faites une demande sur une autre idée.",
    EN: "The two of you already collaborate: send a request about another idea.",
  },
  tooManyPending: (max: number): Wording => ({
    NL: `Je hebt ${max} samenwerkingsvragen zonder antwoord: trek er een in, of wacht op een antwoord.`,
    FR: `Vous avez ${max} demandes sans réponse : retirez-en une, ou attendez une réponse.`,
    EN: `You have ${max} requests without an answer: withdraw one, or wait for an answer.`,
  }),
  tooManyToday: (max: number): Wording => ({
    NL: `Je hebt op een dag ${max} samenwerkingsvragen gestuurd: ga morgen verder.`,
    FR: `Vous avez envoyé ${max} demandes en un jour : continuez demain.`,
    EN: `You have sent ${max} requests in a day: continue tomorrow.`,
  }),
  noRequest: {
    NL: "Je hebt geen samenwerkingsvraag met deze id.",
    FR: "Vous n'avez pas de demande avec cet identifiant.",
    EN: "You have no request with this id.",
  },
  senderGone: {
    NL: "Het lid dat dit vroeg, is er niet meer: wijs de vraag af, of laat ze verlopen.",
    FR: "Le membre qui a fait la demande n'est plus là : déclinez-la, ou laissez-la expirer.",
    EN: "The member who sent this request is no longer there: decline it, or let it expire.",
  },
  answered: (status: FinalStatus): Wording => ({
    NL: `Deze samenwerkingsvraag is ${statuses[status].NL} en kan niet meer beantwoord worden.`,
    FR: `Cette demande est ${statuses[status].FR} et ne peut plus recevoir de réponse.`,
    EN: `This request is ${statuses[status].EN} and can no longer be answered.`,
  }),
  reasonToAccept: {
    NL: "is alleen voor een afwijzing bedoeld: laat dit veld leeg.",
    FR: "n'est prévu que pour un refus : laissez ce champ vide.",
    EN: "is only for declining: leave this field empty.",
  },
  noCollaboration: {
    NL: "Je neemt niet deel aan een samenwerking met deze id.",
    FR: "Vous ne participez à aucune collaboration avec cet identifiant.",
    EN: "You take part in no collaboration with this id.",
  },
  stepNotAllowed: ({ from, next }: { from: CollaborationStage; next: CollaborationStage[] }): Wording => ({
    NL: `kan niet op ${from} volgen: kies ${next.join(" of ")}.`,
    FR: `ne peut pas suivre ${from} : choisissez ${next.join(" ou ")}.`,
    EN: `cannot follow ${from}: choose ${next.join(" or ")}.`,
  }),
  alone: {
    NL: "kan niet verdergaan nu er niemand anders meer is: vraag een lid om samen te werken.",
    FR: "ne peut pas reprendre alors qu'il ne reste personne d'autre : proposez à un membre de collaborer.",
    EN: "cannot continue with nobody else left: ask a member to collaborate.",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
