import type { Wording } from "../../../core/texts/wording.js";

/** Messages for a member who cannot be invited to be a co-author, and for an invitation that cannot be answered. */
export const coAuthorWording = {
  yourself: {
    NL: "Je bent zelf de auteur van dit idee: nodig een ander lid uit.",
    FR: "Vous êtes l'auteur de cette idée : invitez un autre membre.",
    EN: "You are the author of this idea: invite another member.",
  },
  tooMany: (max: number): Wording => ({
    NL: `Dit idee heeft al ${max} medeauteurs en open uitnodigingen: trek eerst een uitnodiging in.`,
    FR: `Cette idée a déjà ${max} coauteurs et invitations en attente : retirez d'abord une invitation.`,
    EN: `This idea already has ${max} co-authors and pending invitations: withdraw an invitation first.`,
  }),
  declined: (days: number): Wording => ({
    NL: `Dit lid wees je uitnodiging onlangs af: nodig het ten vroegste ${days} dagen later opnieuw uit.`,
    FR: `Ce membre a récemment décliné votre invitation : vous pourrez l'inviter à nouveau ${days} jours après.`,
    EN: `This member recently declined your invitation: you may invite them again ${days} days after that.`,
  }),
  withdrawn: {
    NL: "Je trok je uitnodiging aan dit lid pas in: nodig het een dag later opnieuw uit.",
    FR: "Vous venez de retirer votre invitation à ce membre : invitez-le à nouveau un jour plus tard.",
    EN: "You have just withdrawn your invitation to this member: invite them again a day later.",
  },
  noInvitation: {
    NL: "Je hebt geen uitnodiging met deze id.",
    FR: "Vous n'avez pas d'invitation avec cet identifiant.",
    EN: "You have no invitation with this id.",
  },
  closed: {
    NL: "Deze uitnodiging is al beantwoord of ingetrokken: vraag de auteur om een nieuwe.",
    FR: "Cette invitation a déjà reçu une réponse ou a été retirée : demandez-en une nouvelle à l'auteur.",
    EN: "This invitation was already answered or withdrawn: ask the author for a new one.",
  },
  notYours: {
    NL: "Alleen de auteur kan een ander lid verwijderen: geef je eigen id om zelf te vertrekken.",
    FR: "Seul l'auteur peut retirer un autre membre : donnez votre propre identifiant pour partir.",
    EN: "Only the author can remove another member: give your own id to leave.",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
