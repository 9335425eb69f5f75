/** Plurals that are not formed by rule, also at the end of compounds: `gemeenteraadsleden`. */
const irregular: [plural: string, singular: string][] = [
  ["heden", "heid"],
  ["kinderen", "kind"],
  ["leden", "lid"],
  ["steden", "stad"],
];

const voiceless: Record<string, string> = { v: "f", z: "s" };

/**
 * What the Dutch stemmer of Snowball leaves out: `huis` of `huizen`, `brief` of `brieven`, `man` of `mannen`, `idee` of
 * `ideeën`, `lid` of `leden`, `organiser` of `organiseert` as of `organiseren`, `werk` of `gewerkt` as of `werken`.
 * @param word in lower case, without accents
 */
export function dutchSingulars(word: string, stem: (word: string) => string): string[] {
  const found = [word.replace(/(ee|ie)en$/, "$1")];
  const stemmed = stem(word);
  if (stemmed !== word)
    found.push(
      stemmed.replace(/[vz]$/, (last) => voiceless[last]!),
      stemmed.replace(/([bdfgklmnprst])\1$/, "$1"),
    );
  const verb = word.replace(/eert$/, "eer").replace(/^ge(.{4,})[dt]$/, "$1");
  if (verb !== word) found.push(stem(verb));
  for (const [plural, singular] of irregular)
    if (word.endsWith(plural)) found.push(word.slice(0, -plural.length) + singular);
  return found;
}
