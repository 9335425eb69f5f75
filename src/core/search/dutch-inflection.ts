/** Plurals that are not formed by rule, also at the end of compounds: `gemeenteraadsleden`. */
const irregular: [plural: string, singular: string][] = [
  ["heden", "heid"],
  ["kinderen", "kind"],
  ["leden", "lid"],
  ["schepen", "schip"],
  ["smeden", "smid"],
  ["steden", "stad"],
];

const voiceless: Record<string, string> = { v: "f", z: "s" };

/**
 * What the Dutch stemmer of Snowball leaves out: `huis` of `huizen`, `brief` of `brieven`, `man` of `mannen`, `idee` of
 * `ideeën`, `lid` of `leden`, `sociaal` as `sociale`, `huisje` as `huis`, `werkt` and `gewerkt` as `werken`.
 * @param word in lower case, without accents
 */
export function dutchForms(word: string, stem: (word: string) => string): string[] {
  const found = [word.replace(/(ee|ie|oe)i?en$/, "$1")];
  const stemmed = stem(word);
  if (stemmed !== word)
    found.push(
      stemmed.replace(/[vz]$/, (last) => voiceless[last]!),
      stemmed.replace(/([bdfgklmnprst])\1$/, "$1"),
    );
  // The stemmer opens the syllable of `lokaal`, `lokale`, but not one after a vowel: `sociaal`, `officieel`.
  found.push(stemmed.replace(/([aeiou])([aeou])\2([^aeiou])$/, "$1$2$3"));
  const verb = word.replace(/eert$/, "eer").replace(/^ge(.{4,})[dt]$/, "$1");
  if (verb !== word) found.push(stem(verb));
  for (const base of [withoutT(word), ...withoutDiminutive(word)]) if (base !== null) found.push(base, stem(base));
  for (const [plural, singular] of irregular)
    if (word.endsWith(plural)) found.push(word.slice(0, -plural.length) + singular);
  return found;
}

const longVowel = "(?:aa|ee|ei|eu|ie|ij|oe|oo|ou|ui|uu)";
/** Sounds after which a Dutch noun hardly ever ends in `-t`: `werkt`, `helpt`, `vraagt`, `komt`, `fietst`, `vindt`. */
const beforeT = /(?:[^a]rk|[^r]k|g|p|m|[aeio]l|d|ts|w|(?:aa|oe|oo)i)$/;
/** The same after a long vowel: `woont`, `geeft`, `stuurt`, but not `tent`, `lift`, `kaart`, `beurt`. */
const afterLongVowel = new RegExp(`(?:${longVowel}[nf]|(?:uu|ie|oe|..eu)r)$`);
/** `leest`, `kiest`: of `lezen`, `kiezen`. */
const afterLongVowelAndS = new RegExp(`(${longVowel})s$`);

/** The stem of a verb in the third person or the past: `maak` of `maakt`, `maakte` and `maakten`. */
function withoutT(word: string): string | null {
  const [, base, past] = /^(.{3,})t(en?)?$/.exec(word) ?? [];
  if (base === undefined) return null;
  if (beforeT.test(base)) return base;
  if (past) return null;
  if (afterLongVowelAndS.test(base)) return base.replace(/s$/, "z");
  return afterLongVowel.test(base) ? base : null;
}

/** How a diminutive ends, and the end of its noun. */
const diminutives: [ending: RegExp, noun: string][] = [
  [new RegExp(`((?:${longVowel}|[lr])m)pje$`), "$1"], // boompje, filmpje
  [/([bglmnr])\1etje$/, "$1"], // balletje, mannetje
  [/(ng|(?:oe|ie)m)etje$/, "$1"], // ringetje, bloemetje
  [new RegExp(`(${longVowel}[ln]|(?:oe|eu|uu|ie|e)r|w|[aeo]i|ee|ie|oe)tje$`), "$1"], // schooltje, tuintje
  [/([aou])\1tje$/, "$1"], // autootje
  [/([lnr])inkje$/, "$1ing"], // koninkje
  [/([bdfgkpst])je$/, "$1"], // huisje, stadje, straatje
];

function withoutDiminutive(word: string): string[] {
  const singular = word.replace(/jes$/, "je");
  return diminutives
    .filter(([ending]) => ending.test(singular))
    .map(([ending, noun]) => singular.replace(ending, noun))
    .filter((noun) => noun.length >= 3);
}
