import type { Wording } from "../../../core/texts/wording.js";

/** Messages about the questions of hosts and the answers to them. */
export const questionWording = {
  tooMany: (max: number): Wording => ({
    NL: `mag hoogstens ${max} vragen bevatten.`,
    FR: `peut contenir au plus ${max} questions.`,
    EN: `must have at most ${max} questions.`,
  }),
  idTwice: {
    NL: "bevat twee keer dezelfde vraag: noem elke id één keer.",
    FR: "contient deux fois la même question : nommez chaque identifiant une fois.",
    EN: "has the same question twice: name each id once.",
  },
  optionsOfChoice: {
    NL: "horen alleen bij een keuzevraag: laat ze weg.",
    FR: "ne vont qu'avec une question à choix : omettez-les.",
    EN: "go with a CHOICE alone: leave them out.",
  },
  optionCount: (max: number): Wording => ({
    NL: `moet 2 tot ${max} antwoorden bevatten om uit te kiezen.`,
    FR: `doit contenir 2 à ${max} réponses au choix.`,
    EN: `must have 2 to ${max} answers to choose from.`,
  }),
  optionTwice: {
    NL: "bevat twee keer hetzelfde antwoord.",
    FR: "contient deux fois la même réponse.",
    EN: "has the same answer twice.",
  },
  otherKind: {
    NL: "kan niet worden gewijzigd van een vraag die er al is: stel een nieuwe vraag.",
    FR: "ne peut pas être modifié pour une question existante : posez-en une nouvelle.",
    EN: "cannot change for a question that exists: ask a new one.",
  },
  noKey: {
    NL: "kan niet: dit netwerk bewaart geen antwoorden zolang de beheerder geen DATA_KEY instelt.",
    FR: "n'est pas possible : ce réseau ne conserve pas de réponses tant que l'administrateur ne définit pas DATA_KEY.",
    EN: "is not possible: this network stores no answers until its administrator sets DATA_KEY.",
  },
  noQuestion: {
    NL: "is geen vraag van deze bijeenkomst: kijk de id na.",
    FR: "n'est pas une question de cette rencontre : vérifiez l'identifiant.",
    EN: "is no question of this gathering: check the id.",
  },
  answeredTwice: {
    NL: "beantwoordt een vraag die al beantwoord is: antwoord één keer.",
    FR: "répond à une question à laquelle il est déjà répondu : répondez une fois.",
    EN: "answers a question that is answered already: answer once.",
  },
  unanswered: (question: string): Wording => ({
    NL: `moet een antwoord bevatten op “${question}”.`,
    FR: `doit contenir une réponse à « ${question} ».`,
    EN: `must have an answer to “${question}”.`,
  }),
  wrongField: (field: string): Wording => ({
    NL: `moet in het veld \`${field}\` staan, en alleen daar.`,
    FR: `doit se trouver dans le champ \`${field}\`, et seulement là.`,
    EN: `must be in the field \`${field}\`, and there alone.`,
  }),
  noOption: {
    NL: "moet een van de antwoorden zijn om uit te kiezen.",
    FR: "doit être l'une des réponses au choix.",
    EN: "must be one of the answers to choose from.",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
