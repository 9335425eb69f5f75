import type { Wording } from "../../core/texts/wording.js";
import { HelpRequestStatus } from "./help-request.enums.js";

/** A status of a request that nobody can answer any more. */
type FinalStatus = Exclude<HelpRequestStatus, HelpRequestStatus.PENDING>;

const { ANSWERED, DECLINED, WITHDRAWN, EXPIRED } = HelpRequestStatus;

const statuses: Record<FinalStatus, Wording> = {
  [ANSWERED]: { NL: "beantwoord", FR: "répondue", EN: "answered" },
  [DECLINED]: { NL: "afgewezen", FR: "déclinée", EN: "declined" },
  [WITHDRAWN]: { NL: "ingetrokken", FR: "retirée", EN: "withdrawn" },
  [EXPIRED]: { NL: "verlopen", FR: "expirée", EN: "expired" },
};

/** Messages for a request for help that cannot be sent, declined or withdrawn. */
export const helpWording = {
  yourself: {
    NL: "Je kunt jezelf niet om hulp vragen: kies een ander lid.",
    FR: "Vous ne pouvez pas vous demander de l'aide à vous-même : choisissez un autre membre.",
    EN: "You cannot ask yourself for help: choose another member.",
  },
  noQuestion: {
    NL: "is geen vraag: om hulp vragen kan bij een idee van de soort QUESTION.",
    FR: "n'est pas une question : l'aide se demande pour une idée du type QUESTION.",
    EN: "is no question: help is asked for with an idea of the kind QUESTION.",
  },
  done: {
    NL: "is afgerond: zet de status van de vraag eerst op OPEN.",
    FR: "est terminée : remettez d'abord le statut de la question à OPEN.",
    EN: "is done: set the status of the question to OPEN first.",
  },
  questionHidden: {
    NL: "is door een moderator verborgen, zodat anderen de vraag niet zien: teken eerst beroep aan tegen de beslissing.",
    FR: "a été masquée par un modérateur, de sorte que les autres ne la voient pas : introduisez d'abord un recours contre la décision.",
    EN: "was hidden by a moderator, so that others do not see it: appeal against the decision first.",
  },
  asked: {
    NL: "Je hebt dit lid al om hulp gevraagd bij deze vraag: wacht op het antwoord.",
    FR: "Vous avez déjà demandé l'aide de ce membre pour cette question : attendez la réponse.",
    EN: "You have already asked this member for help with this question: wait for the answer.",
  },
  declined: {
    NL: "Dit lid ging niet in op je vraag om hulp: vraag het aan een ander lid.",
    FR: "Ce membre n'a pas donné suite à votre demande d'aide : demandez à un autre membre.",
    EN: "This member declined to help with this question: ask another member.",
  },
  noMore: {
    NL: "Dit lid neemt deze maand geen hulpvragen meer aan: vraag het aan een ander lid.",
    FR: "Ce membre n'accepte plus de demandes d'aide ce mois-ci : demandez à un autre membre.",
    EN: "This member takes no more requests for help this month: ask another member.",
  },
  noRequest: {
    NL: "Je hebt geen hulpvraag met deze id.",
    FR: "Vous n'avez pas de demande d'aide avec cet identifiant.",
    EN: "You have no request for help with this id.",
  },
  ended: (status: FinalStatus): Wording => ({
    NL: `Deze hulpvraag is ${statuses[status].NL} en kan niet meer veranderen.`,
    FR: `Cette demande d'aide est ${statuses[status].FR} et ne peut plus changer.`,
    EN: `This request for help is ${statuses[status].EN} and can no longer change.`,
  }),
} satisfies Record<string, Wording | ((value: never) => Wording)>;
