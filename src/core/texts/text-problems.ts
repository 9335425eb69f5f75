import { InputProblem, type InvalidInput } from "./input-problem.js";
import type { Wording } from "./wording.js";

const character = (wording: Wording): InvalidInput => ({ problem: InputProblem.INVALID_CHARACTER, wording });

/** What can be wrong with the form of a text. `name` is that of a character, such as `U+202E`. */
export const textProblems = {
  empty: {
    problem: InputProblem.REQUIRED,
    wording: {
      NL: "mag niet leeg zijn: schrijf iets.",
      FR: "ne peut pas être vide : écrivez quelque chose.",
      EN: "must not be empty: write something.",
    },
  },
  tooLong: (max: number): InvalidInput => ({
    problem: InputProblem.TOO_LONG,
    wording: {
      NL: `mag hoogstens ${max} tekens tellen: kort het in.`,
      FR: `peut compter au plus ${max} caractères : raccourcissez le texte.`,
      EN: `must have at most ${max} characters: shorten it.`,
    },
  }),
  /** Of what nobody can shorten, such as an address. */
  aboveMaximum: (max: number): InvalidInput => ({
    problem: InputProblem.TOO_LONG,
    wording: {
      NL: `mag hoogstens ${max} tekens tellen.`,
      FR: `peut compter au plus ${max} caractères.`,
      EN: `must have at most ${max} characters.`,
    },
  }),
  severalLines: character({
    NL: "moet één regel zijn: haal de regeleinden weg.",
    FR: "doit tenir en une ligne : retirez les sauts de ligne.",
    EN: "must be one line: take the line breaks out.",
  }),
  halfCharacter: character({
    NL: "moet geldige Unicode zijn: haal de halve tekens weg.",
    FR: "doit être de l'Unicode valide : retirez les demi-caractères.",
    EN: "must be valid Unicode: take the half characters out.",
  }),
  control: (name: string) =>
    character({
      NL: `mag het stuurteken ${name} niet bevatten: haal het weg.`,
      FR: `ne peut pas contenir le caractère de contrôle ${name} : retirez-le.`,
      EN: `must not contain the control character ${name}: take it out.`,
    }),
  direction: (name: string) =>
    character({
      NL: `mag ${name}, dat tekst omkeert, niet bevatten: haal het weg.`,
      FR: `ne peut pas contenir ${name}, qui inverse le texte : retirez-le.`,
      EN: `must not contain ${name}, which reverses text: take it out.`,
    }),
  invisible: (name: string) =>
    character({
      NL: `mag het onzichtbare teken ${name} niet bevatten: haal het weg.`,
      FR: `ne peut pas contenir le caractère invisible ${name} : retirez-le.`,
      EN: `must not contain the invisible character ${name}: take it out.`,
    }),
  marks: character({
    NL: "mag geen teken met zo veel accenten of samengevoegde delen bevatten: haal er enkele weg.",
    FR: "ne peut pas contenir de caractère avec autant de signes ou de parties jointes : retirez-en quelques-uns.",
    EN: "must not contain a character with that many marks or joined parts: take some away.",
  }),
} satisfies Record<string, InvalidInput | ((value: never) => InvalidInput)>;
