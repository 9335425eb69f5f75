import type { Wording } from "../../core/texts/wording.js";

/** Messages for data of a member that cannot be exported or erased. */
export const privacyWording = {
  belowMinimum: (min: number): Wording => ({
    NL: `moet minstens ${min} zijn.`,
    FR: `doit valoir au moins ${min}.`,
    EN: `must be at least ${min}.`,
  }),
  aboveMaximum: (max: number): Wording => ({
    NL: `mag hoogstens ${max} zijn: vraag later een nieuwe link.`,
    FR: `peut valoir au plus ${max} : demandez un nouveau lien plus tard.`,
    EN: `must be at most ${max}: ask for a new link later.`,
  }),
  lastAdministrator: {
    NL: "Je bent de laatste beheerder: geef de rol eerst aan iemand anders en volg dan de link opnieuw.",
    FR: "Vous êtes le dernier administrateur : donnez d'abord ce rôle à quelqu'un d'autre, puis suivez à nouveau le lien.",
    EN: "You are the last administrator: grant the role to somebody else first, then follow the link again.",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
