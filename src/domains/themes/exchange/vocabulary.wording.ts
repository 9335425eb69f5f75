import type { Language } from "../../../core/texts/language.js";
import type { Wording } from "../../../core/texts/wording.js";

/** The label of each language, in a sentence. */
export const labelWording: Readonly<Record<Language, Wording>> = {
  NL: { NL: "het Nederlandse label", FR: "le libellé néerlandais", EN: "the Dutch label" },
  FR: { NL: "het Franse label", FR: "le libellé français", EN: "the French label" },
  EN: { NL: "het Engelse label", FR: "le libellé anglais", EN: "the English label" },
};

/** Messages about a vocabulary that cannot be imported. */
export const vocabularyWording = {
  noTurtle: (line: number | null): Wording => ({
    NL: `Dit is geen Turtle${line === null ? "" : ` vanaf regel ${line}`}: verbeter de syntaxis, of kies het juiste formaat.`,
    FR: `Ceci n'est pas du Turtle${line === null ? "" : ` à partir de la ligne ${line}`} : corrigez la syntaxe, ou choisissez le bon format.`,
    EN: `This is not Turtle${line === null ? "" : ` from line ${line} on`}: correct the syntax, or choose the right format.`,
  }),
  noJsonLd: {
    NL: "Dit is geen JSON-LD: verbeter de syntaxis, of kies het juiste formaat.",
    FR: "Ceci n'est pas du JSON-LD : corrigez la syntaxe, ou choisissez le bon format.",
    EN: "This is not JSON-LD: correct the syntax, or choose the right format.",
  },
  noCsv: (line: number): Wording => ({
    NL: `Dit is geen CSV vanaf regel ${line}: sluit het aanhalingsteken dat openstaat.`,
    FR: `Ceci n'est pas du CSV à partir de la ligne ${line} : fermez le guillemet resté ouvert.`,
    EN: `This is not CSV from line ${line} on: close the quote that is open.`,
  }),
  remoteContext: (url: string): Wording => ({
    NL: `De context ${url} staat elders, en wordt niet opgehaald: schrijf hem in het document zelf.`,
    FR: `Le contexte ${url} se trouve ailleurs, et n'est pas téléchargé : écrivez-le dans le document même.`,
    EN: `The context ${url} lies elsewhere, and is not fetched: write it into the document itself.`,
  }),
  tooDeep: (max: number): Wording => ({
    NL: `Het document is dieper genest dan ${max} niveaus: maak het vlakker.`,
    FR: `Le document est imbriqué sur plus de ${max} niveaux : aplatissez-le.`,
    EN: `The document is nested deeper than ${max} levels: flatten it.`,
  }),
  tooLong: (max: number): Wording => ({
    NL: `mag hoogstens ${max.toLocaleString("nl-BE")} bytes bevatten: importeer een groter bestand met \`ino vocabulary import\`.`,
    FR: `peut contenir au plus ${max.toLocaleString("fr-BE")} octets : importez un fichier plus grand par \`ino vocabulary import\`.`,
    EN: `must have at most ${max.toLocaleString("en-GB")} bytes: import a larger file with \`ino vocabulary import\`.`,
  }),
  noConcepts: {
    NL: "Er staat geen enkel thema in: beschrijf elk thema als een skos:Concept of een rij.",
    FR: "Il ne contient aucun thème : décrivez chaque thème comme un skos:Concept ou une ligne.",
    EN: "It has no theme: describe each theme as a skos:Concept or a row.",
  },
  tooManyConcepts: (max: number): Wording => ({
    NL: `Er staan meer dan ${max.toLocaleString("nl-BE")} thema's in: splits het bestand.`,
    FR: `Il contient plus de ${max.toLocaleString("fr-BE")} thèmes : scindez le fichier.`,
    EN: `It has more than ${max.toLocaleString("en-GB")} themes: split the file.`,
  }),
  unknownColumn: ({ column, columns }: { column: string; columns: string }): Wording => ({
    NL: `De kolom “${column}” is onbekend: laat ze weg, of negeer ze; de kolommen zijn ${columns}.`,
    FR: `La colonne « ${column} » est inconnue : retirez-la, ou ignorez-la ; les colonnes sont ${columns}.`,
    EN: `The column “${column}” is unknown: take it away, or ignore it; the columns are ${columns}.`,
  }),
  columnTwice: (column: string): Wording => ({
    NL: `De kolom “${column}” staat er twee keer in: behoud er één.`,
    FR: `La colonne « ${column} » y figure deux fois : n'en gardez qu'une.`,
    EN: `The column “${column}” is there twice: keep one.`,
  }),
  noSlugColumn: {
    NL: "De kolom slug ontbreekt: zet boven de rijen een rij met de namen van de kolommen.",
    FR: "La colonne slug manque : ajoutez au-dessus des lignes une ligne avec les noms des colonnes.",
    EN: "The column slug is missing: put a row with the names of the columns above the rows.",
  },
  tooManyCells: (concept: string): Wording => ({
    NL: `“${concept}” heeft meer waarden dan er kolommen zijn: zet waarden met een scheidingsteken tussen aanhalingstekens.`,
    FR: `« ${concept} » a plus de valeurs qu'il n'y a de colonnes : mettez entre guillemets les valeurs qui contiennent un séparateur.`,
    EN: `“${concept}” has more values than there are columns: put values with a delimiter between quotes.`,
  }),
  badTruth: ({ concept, value }: { concept: string; value: string }): Wording => ({
    NL: `“${concept}” heeft “${value}” in de kolom archived: schrijf true of false.`,
    FR: `« ${concept} » a « ${value} » dans la colonne archived : écrivez true ou false.`,
    EN: `“${concept}” has “${value}” in the column archived: write true or false.`,
  }),
  badSlug: (concept: string): Wording => ({
    NL: `“${concept}” heeft geen bruikbare slug: geef een skos:notation van kleine letters en cijfers met koppeltekens, zoals open-data.`,
    FR: `« ${concept} » n'a pas de slug utilisable : donnez une skos:notation en minuscules et chiffres avec des traits d'union, comme open-data.`,
    EN: `“${concept}” has no usable slug: give it a skos:notation of lower-case letters and digits joined by hyphens, such as open-data.`,
  }),
  severalSlugs: (concept: string): Wording => ({
    NL: `“${concept}” heeft meer dan één skos:notation: behoud er één, de slug.`,
    FR: `« ${concept} » a plusieurs skos:notation : n'en gardez qu'une, le slug.`,
    EN: `“${concept}” has several values of skos:notation: keep one, the slug.`,
  }),
  slugTwice: (slug: string): Wording => ({
    NL: `De slug “${slug}” staat er twee keer in: geef elk thema een eigen slug.`,
    FR: `Le slug « ${slug} » y figure deux fois : donnez à chaque thème son propre slug.`,
    EN: `The slug “${slug}” is there twice: give each theme a slug of its own.`,
  }),
  noLabel: (concept: string): Wording => ({
    NL: `“${concept}” heeft geen label: geef er een in het Nederlands, het Frans of het Engels.`,
    FR: `« ${concept} » n'a pas de libellé : donnez-en un en néerlandais, en français ou en anglais.`,
    EN: `“${concept}” has no label: give it one in Dutch, French or English.`,
  }),
  severalLabels: ({ concept, label }: { concept: string; label: Wording }): Wording => ({
    NL: `“${concept}” heeft ${label.NL} meer dan één keer: behoud er één, en maak van de andere synoniemen.`,
    FR: `« ${concept} » a plusieurs fois ${label.FR} : gardez-en un, et faites des autres des synonymes.`,
    EN: `“${concept}” has ${label.EN} more than once: keep one, and make the others synonyms.`,
  }),
  unknownLanguage: ({ concept, tag }: { concept: string; tag: string }): Wording => ({
    NL: `“${concept}” heeft een label ${tag === "" ? "zonder taal" : `in de taal “${tag}”`}: labels zijn in nl, fr of en; verbeter het, laat het weg, of negeer het.`,
    FR: `« ${concept} » a un libellé ${tag === "" ? "sans langue" : `dans la langue « ${tag} »`} : les libellés sont en nl, fr ou en ; corrigez-le, retirez-le, ou ignorez-le.`,
    EN: `“${concept}” has a label ${tag === "" ? "without a language" : `in the language “${tag}”`}: labels are in nl, fr or en; correct it, leave it out, or ignore it.`,
  }),
  badLabel: ({ concept, label, why }: { concept: string; label: Wording; why: Wording }): Wording => ({
    NL: `“${concept}”: ${label.NL} ${why.NL}`,
    FR: `« ${concept} » : ${label.FR} ${why.FR}`,
    EN: `“${concept}”: ${label.EN} ${why.EN}`,
  }),
  badSynonym: ({ concept, why }: { concept: string; why: Wording }): Wording => ({
    NL: `“${concept}”: een synoniem ${why.NL}`,
    FR: `« ${concept} » : un synonyme ${why.FR}`,
    EN: `“${concept}”: a synonym ${why.EN}`,
  }),
  barInSynonym: ({ concept, synonym }: { concept: string; synonym: string }): Wording => ({
    NL: `“${concept}” heeft een verticale streep in het synoniem “${synonym}”: maak er twee van, of kies een ander teken.`,
    FR: `« ${concept} » a une barre verticale dans le synonyme « ${synonym} » : faites-en deux, ou choisissez un autre signe.`,
    EN: `“${concept}” has a bar in the synonym “${synonym}”: make two of it, or choose another character.`,
  }),
  tooManySynonymsIn: ({ concept, max }: { concept: string; max: number }): Wording => ({
    NL: `“${concept}” heeft meer dan ${max} synoniemen: laat er enkele weg.`,
    FR: `« ${concept} » a plus de ${max} synonymes : retirez-en quelques-uns.`,
    EN: `“${concept}” has more than ${max} synonyms: leave some out.`,
  }),
  severalBroader: (concept: string): Wording => ({
    NL: `“${concept}” heeft meer dan één ruimer thema: behoud er één.`,
    FR: `« ${concept} » a plusieurs thèmes plus larges : n'en gardez qu'un.`,
    EN: `“${concept}” has several broader themes: keep one.`,
  }),
  unknownBroader: ({ concept, broader }: { concept: string; broader: string }): Wording => ({
    NL: `“${concept}” heeft een onbekend ruimer thema “${broader}”: neem een thema van dit bestand of van het netwerk, of laat het weg.`,
    FR: `« ${concept} » a un thème plus large inconnu « ${broader} » : prenez un thème de ce fichier ou du réseau, ou retirez-le.`,
    EN: `“${concept}” has an unknown broader theme “${broader}”: take a theme of this file or of the network, or leave it out.`,
  }),
  circle: (way: string): Wording => ({
    NL: `Ruimere thema's vormen een kring: ${way}. Neem bij één ervan het ruimere thema weg.`,
    FR: `Des thèmes plus larges forment un cercle : ${way}. Retirez le thème plus large de l'un d'eux.`,
    EN: `Broader themes form a circle: ${way}. Take the broader theme away from one of them.`,
  }),
} satisfies Record<string, Wording | ((...values: never[]) => Wording)>;
