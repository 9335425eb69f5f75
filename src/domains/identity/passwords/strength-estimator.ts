import type { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { commonPhrases } from "./common-phrases.js";

/** The words that come to mind first in this network, in its three languages. */
const networkWords = [
  ...["ino", "innovatie", "netwerk", "innovatienetwerk", "overheid", "vlaanderen", "vlaams", "vlaamse", "belgie"],
  ...["belgië", "innoveren", "samenwerken", "samenwerking", "ondernemer", "gemeente", "stad", "provincie", "ambtenaar"],
  ...["bijeenkomst", "leertraject", "idee", "ideeen", "ideeën", "welkom", "zomer", "winter"],
  ...["brussel", "antwerpen", "gent", "brugge", "leuven", "mechelen", "hasselt", "genk", "kortrijk", "oostende"],
  ...["roeselare", "aalst", "turnhout", "sintniklaas", "limburg", "brabant"],
  ...["réseau", "reseau", "innover", "gouvernement", "administration", "flandre", "flamand", "belgique", "bruxelles"],
  ...["commune", "bienvenue", "fonctionnaire", "rencontre"],
  ...["innovation", "network", "government", "flanders", "flemish", "belgium", "brussels", "public", "sector"],
  ...["welcome", "civil", "servant", "entrepreneur", "gathering"],
];

/** How many of the most frequent words and names are taken of each list. */
const maxWords = 10_000;
const maxNames = 3_000;

/** UTF-16 code units that are looked at, and letters written as other characters: the time grows with both. */
const maxLength = 40;
const l33tMaxSubstitutions = 4;

/**
 * Loads the estimator with its dictionaries: of passwords that leaked, and of Dutch, French and English words and names.
 * They take some 20 MB of memory, and half a second to load.
 */
export async function loadStrengthEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, { dictionary: nl }, { dictionary: fr }, { dictionary: en }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-nl-be"),
    import("@zxcvbn-ts/language-fr"),
    import("@zxcvbn-ts/language-en"),
  ]);
  const { azerty, qwerty, keypad } = common.adjacencyGraphs;
  return new ZxcvbnFactory({
    // Few lists, as each is searched for every part of a password.
    dictionary: {
      network: networkWords,
      phrases: [...commonPhrases],
      passwords: common.dictionary["passwords-common"],
      words: interleaved([nl.commonWords, fr["commonWords-fr"], en["commonWords-en"]], maxWords),
      names: interleaved(
        [
          ...[nl.girlsFirstnames, nl.boysFirstnames, nl.lastnames],
          ...[fr["firstnames-fr"], fr["lastnames-fr"], en["firstnames-en"], en["lastnames-en"]],
        ],
        maxNames,
      ),
    },
    graphs: { azerty, qwerty, keypad },
    maxLength,
    l33tMaxSubstitutions,
  });
}

/** One list of the first of all lists, then the second of all, …; each word once. */
function interleaved(lists: string[][], max: number): string[] {
  const words = new Set<string>();
  for (let rank = 0; rank < max; rank++) for (const list of lists) if (list[rank] !== undefined) words.add(list[rank]!);
  return [...words];
}
