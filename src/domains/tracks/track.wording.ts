import type { Wording } from "../../core/texts/wording.js";

/** Messages for a learning track that cannot be made, edited or followed. */
export const trackWording = {
  noTrack: {
    NL: "Er is geen leertraject met deze id.",
    FR: "Il n'y a pas de parcours d'apprentissage avec cet identifiant.",
    EN: "There is no learning track with this id.",
  },
  noOwnTrack: {
    NL: "Er is geen leertraject met deze id dat je kunt bewerken.",
    FR: "Il n'y a pas de parcours d'apprentissage avec cet identifiant que vous puissiez modifier.",
    EN: "There is no learning track with this id that you can edit.",
  },
  withdrawn: {
    NL: "Dit leertraject is ingetrokken: dupliceer het om ermee verder te gaan.",
    FR: "Ce parcours d'apprentissage a été retiré : dupliquez-le pour le poursuivre.",
    EN: "This learning track was withdrawn: duplicate it to continue it.",
  },
  incomplete: {
    NL: "Dit leertraject heeft nog geen stap, of een stap zonder bijeenkomst of reeks die doorgaat: vul het aan en publiceer het dan.",
    FR: "Ce parcours n'a pas encore d'étape, ou une étape sans rencontre ni série qui ait lieu : complétez-le, puis publiez-le.",
    EN: "This learning track has no step yet, or one without a gathering or series that takes place: complete it, then publish it.",
  },
  coordinatorTwice: {
    NL: "noemt hetzelfde lid twee keer: noem elke coördinator één keer.",
    FR: "nomme deux fois le même membre : nommez chaque coordinateur une seule fois.",
    EN: "names the same member twice: name each coordinator once.",
  },
  coordinatorRequired: {
    NL: "is leeg: noem minstens één coördinator.",
    FR: "est vide : nommez au moins un coordinateur.",
    EN: "is empty: name at least one coordinator.",
  },
  noCoordinator: {
    NL: "noemt een lid dat er niet is.",
    FR: "nomme un membre qui n'existe pas.",
    EN: "names a member who does not exist.",
  },
  requiredStepsRange: {
    NL: "moet tussen 1 en het aantal stappen liggen: verlaag het, of laat het weg voor alle stappen.",
    FR: "doit être compris entre 1 et le nombre d'étapes : diminuez-le, ou omettez-le pour toutes les étapes.",
    EN: "must be between 1 and the number of steps: lower it, or leave it out for all steps.",
  },
  enrolled: {
    NL: "Je volgt dit leertraject al, of je staat op de wachtlijst.",
    FR: "Vous suivez déjà ce parcours d'apprentissage, ou vous êtes sur la liste d'attente.",
    EN: "You are already enrolled in this learning track, or on its waiting list.",
  },
  notEnrolled: {
    NL: "Je volgt dit leertraject niet: schrijf je eerst in.",
    FR: "Vous ne suivez pas ce parcours d'apprentissage : inscrivez-vous d'abord.",
    EN: "You are not enrolled in this learning track: enrol first.",
  },
  notThere: {
    NL: "Je volgt dit leertraject niet en staat niet op de wachtlijst.",
    FR: "Vous ne suivez pas ce parcours d'apprentissage et n'êtes pas sur la liste d'attente.",
    EN: "You are not enrolled in this learning track, nor on its waiting list.",
  },
  closed: {
    NL: "De inschrijvingen voor dit leertraject zijn gesloten.",
    FR: "Les inscriptions à ce parcours d'apprentissage sont closes.",
    EN: "Enrolment in this learning track has closed.",
  },
  completed: {
    NL: "Je hebt dit leertraject voltooid: dat blijft zo.",
    FR: "Vous avez terminé ce parcours d'apprentissage : cela reste acquis.",
    EN: "You have completed this learning track: that stays so.",
  },
} satisfies Record<string, Wording>;

export const tooManyCoordinators = (max: number): Wording => ({
  NL: `noemt te veel leden: noem hoogstens ${max} coördinatoren.`,
  FR: `nomme trop de membres : nommez au maximum ${max} coordinateurs.`,
  EN: `names too many members: name at most ${max} coordinators.`,
});

export const capacityRange = (max: number): Wording => ({
  NL: `moet tussen 1 en ${max} liggen, of leeg zijn voor een onbeperkt aantal.`,
  FR: `doit être compris entre 1 et ${max}, ou vide pour un nombre illimité.`,
  EN: `must be between 1 and ${max}, or empty for an unlimited number.`,
});

export const capacityTaken = (taken: number): Wording => ({
  NL: `is te klein: er zijn al ${taken} plaatsen ingenomen.`,
  FR: `est trop petit : ${taken} places sont déjà prises.`,
  EN: `is too small: ${taken} places are taken already.`,
});
