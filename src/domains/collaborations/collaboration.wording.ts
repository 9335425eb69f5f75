import type { Wording } from "../../core/texts/wording.js";
import { CollaborationRequestStatus } from "./collaboration-request.enums.js";
import type { CollaborationStage } from "./collaboration.entity.js";

/** A status of a request that nobody can answer any more. */
type FinalStatus = Exclude<CollaborationRequestStatus, CollaborationRequestStatus.PENDING>;

const { ACCEPTED, DECLINED, WITHDRAWN, EXPIRED } = CollaborationRequestStatus;

const statuses: Record<FinalStatus, Wording> = {
  [ACCEPTED]: { NL: "aanvaard", FR: "acceptée", EN: ACCEPTED },
  [DECLINED]: { NL: "afgewezen", FR: "déclinée", EN: DECLINED },
  [WITHDRAWN]: { NL: "ingetrokken", FR: "retirée", EN: WITHDRAWN },
  [EXPIRED]: { NL: "verlopen", FR: "expirée", EN: EXPIRED },
};

/** What the service says when a request cannot be sent or answered, or a collaboration cannot be changed. */
export const collaborationWording = {
  yourself: {
    NL: "Je kunt jezelf geen samenwerkingsvraag sturen: noem een ander lid.",
    FR: "Vous ne pouvez pas vous envoyer une demande à vous-même : indiquez un autre membre.",
    EN: "You cannot ask yourself: name another member.",
  },
  profileHidden: {
    NL: "Een moderator heeft je profiel verborgen, waardoor anderen niet zouden zien wie je bent: teken eerst beroep aan tegen de beslissing.",
    FR: "Un modérateur a masqué votre profil, de sorte que les autres ne verraient pas qui vous êtes : introduisez d'abord un recours contre la décision.",
    EN: "A moderator hid your profile, so that others would not see who you are: appeal against the decision first.",
  },
  ideaWithdrawn: {
    NL: "Je hebt dit idee ingetrokken: stel een vraag over een ander idee, of zonder idee.",
    FR: "Vous avez retiré cette idée : faites une demande sur une autre idée, ou sans idée.",
    EN: "You withdrew this idea: ask about another, or about none.",
  },
  askedByThem: {
    NL: "Dit lid heeft jou al een samenwerkingsvraag gestuurd: beantwoord die.",
    FR: "Ce membre vous a déjà envoyé une demande : répondez-y.",
    EN: "This member has asked you already: answer that request.",
  },
  asked: {
    NL: "Je hebt dit lid al een samenwerkingsvraag gestuurd: wacht op het antwoord, of een dag.",
    FR: "Vous avez déjà envoyé une demande à ce membre : attendez la réponse, ou un jour.",
    EN: "You have asked this member already: wait for the answer, or a day.",
  },
  declined: {
    NL: "Dit lid heeft je vraag onlangs afgewezen: dertig dagen later mag je die opnieuw stellen.",
    FR: "Ce membre a récemment décliné votre demande : vous pourrez la refaire trente jours plus tard.",
    EN: "This member declined lately: thirty days later you may ask again.",
  },
  collaborating: {
    NL: "Jullie werken al samen: stel een vraag over een ander idee.",
    FR: "Vous collaborez déjà ensemble : faites une demande sur une autre idée.",
    EN: "The two of you collaborate already: ask about another idea.",
  },
  tooManyPending: (max: number): Wording => ({
    NL: `Je hebt ${max} samenwerkingsvragen zonder antwoord: trek er een in, of wacht.`,
    FR: `Vous avez ${max} demandes sans réponse : retirez-en une, ou attendez.`,
    EN: `You have ${max} requests without an answer: withdraw one, or wait.`,
  }),
  tooManyToday: (max: number): Wording => ({
    NL: `Je hebt op een dag ${max} samenwerkingsvragen gestuurd: ga morgen verder.`,
    FR: `Vous avez envoyé ${max} demandes en un jour : continuez demain.`,
    EN: `You sent ${max} requests in a day: go on tomorrow.`,
  }),
  noRequest: {
    NL: "Je hebt geen samenwerkingsvraag met deze id.",
    FR: "Vous n'avez pas de demande avec cet identifiant.",
    EN: "You have no request with this id.",
  },
  senderGone: {
    NL: "Het lid dat dit vroeg, is er niet meer: wijs de vraag af, of laat ze verlopen.",
    FR: "Le membre qui a fait la demande n'est plus là : déclinez-la, ou laissez-la expirer.",
    EN: "The member who asked is not there any more: decline it, or let it expire.",
  },
  answered: (status: FinalStatus): Wording => ({
    NL: `Deze samenwerkingsvraag is ${statuses[status].NL} en kan niet meer beantwoord worden.`,
    FR: `Cette demande est ${statuses[status].FR} et ne peut plus recevoir de réponse.`,
    EN: `This request is ${statuses[status].EN} and cannot be answered any more.`,
  }),
  reasonToAccept: {
    NL: "is alleen voor een afwijzing: laat het weg.",
    FR: "ne sert qu'à décliner : omettez-le.",
    EN: "is for declining: leave it out.",
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
    EN: "cannot go on with nobody else left: ask a member to collaborate.",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
