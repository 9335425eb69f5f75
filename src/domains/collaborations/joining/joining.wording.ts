import type { Wording } from "../../../core/texts/wording.js";

/** Messages for a member who cannot join a collaboration, or cannot be admitted to one. */
export const joiningWording = {
  ownIdea: {
    NL: "is je eigen idee: nodig leden uit voor de samenwerking, of stel hun een samenwerkingsvraag.",
    FR: "est votre propre idée : invitez des membres à la collaboration, ou envoyez-leur une demande.",
    EN: "is your own idea: invite members to the collaboration, or send them a request.",
  },
  authorGone: {
    NL: "Wie dit idee plaatste, is er niet meer: stel je vraag aan een ander lid.",
    FR: "L'auteur de cette idée n'est plus là : adressez votre demande à un autre membre.",
    EN: "The author of this idea is no longer there: send a request to another member.",
  },
  askedMembers: {
    NL: "Je hebt al gevraagd om aan te sluiten: wacht op het antwoord. Trok je de vraag in, stel ze dan een dag later opnieuw.",
    FR: "Vous avez déjà demandé à vous joindre à cette collaboration : attendez la réponse. Si vous avez retiré la demande, refaites-la un jour plus tard.",
    EN: "You have already asked to join: wait for the answer. If you withdrew the request, send it again a day later.",
  },
  declinedByMembers: (days: number): Wording => ({
    NL: `Je vraag om aan te sluiten werd onlangs afgewezen: stel ze ten vroegste ${days} dagen na de afwijzing opnieuw.`,
    FR: `Votre demande pour vous joindre à cette collaboration a récemment été déclinée : vous pourrez la refaire ${days} jours après le refus.`,
    EN: `Your request to join was recently declined: you may send it again ${days} days after that.`,
  }),
  invitedAlready: {
    NL: "Je bent al uitgenodigd voor deze samenwerking: beantwoord die uitnodiging.",
    FR: "Vous êtes déjà invité à cette collaboration : répondez à l'invitation.",
    EN: "You are already invited to this collaboration: answer that invitation.",
  },
  invitedByOthers: {
    NL: "Dit lid is al uitgenodigd voor deze samenwerking: wacht op het antwoord.",
    FR: "Ce membre est déjà invité à cette collaboration : attendez la réponse.",
    EN: "This member is already invited to this collaboration: wait for the answer.",
  },
  declinedInvitation: (days: number): Wording => ({
    NL: `Dit lid wees onlangs een uitnodiging voor deze samenwerking af: nodig het ten vroegste ${days} dagen na de afwijzing opnieuw uit.`,
    FR: `Ce membre a récemment décliné une invitation à cette collaboration : vous pourrez l'inviter à nouveau ${days} jours après le refus.`,
    EN: `This member recently declined an invitation to this collaboration: you may invite them again ${days} days after that.`,
  }),
  wantsToJoin: {
    NL: "Dit lid vroeg al om aan te sluiten: beantwoord die vraag.",
    FR: "Ce membre a déjà demandé à se joindre à vous : répondez à cette demande.",
    EN: "This member has already asked to join: answer that request.",
  },
  takesPart: {
    NL: "Dit lid neemt al deel aan deze samenwerking: nodig een ander lid uit.",
    FR: "Ce membre participe déjà à cette collaboration : invitez un autre membre.",
    EN: "This member already takes part in this collaboration: invite another member.",
  },
  cannotJoin: {
    NL: "Bij deze samenwerking kun je op dit moment niet aansluiten: probeer het later opnieuw.",
    FR: "Vous ne pouvez pas vous joindre à cette collaboration pour le moment : réessayez plus tard.",
    EN: "You cannot join this collaboration at the moment: try again later.",
  },
  stopped: {
    NL: "Deze samenwerking is gestopt: hervat ze om er leden in op te nemen.",
    FR: "Cette collaboration est arrêtée : reprenez-la pour y accueillir des membres.",
    EN: "This collaboration has stopped: resume it to admit members.",
  },
  full: (max: number): Wording => ({
    NL: `Een samenwerking telt hoogstens ${max} leden, wie uitgenodigd is meegerekend: trek een uitnodiging in, of wacht tot iemand vertrekt.`,
    FR: `Une collaboration compte au plus ${max} membres, invités compris : retirez une invitation, ou attendez qu'un membre parte.`,
    EN: `A collaboration has at most ${max} members, those who are invited included: withdraw an invitation, or wait until somebody leaves.`,
  }),
} satisfies Record<string, Wording | ((value: never) => Wording)>;
