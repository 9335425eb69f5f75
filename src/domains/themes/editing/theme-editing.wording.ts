import type { Wording } from "../../../core/texts/wording.js";

/** Messages for a theme that cannot be created, edited or merged. */
export const editingWording = {
  noTheme: {
    NL: "Er is geen thema met deze id.",
    FR: "Il n'y a pas de thème avec cet identifiant.",
    EN: "There is no theme with this id.",
  },
  noLabel: {
    NL: "moet in minstens één taal ingevuld zijn.",
    FR: "doit être rempli dans au moins une langue.",
    EN: "must be filled in, in one language at least.",
  },
  slugForm: (max: number): Wording => ({
    NL: `mag hoogstens ${max} kleine letters, cijfers en koppeltekens bevatten, zoals open-data.`,
    FR: `peut contenir au plus ${max} lettres minuscules, chiffres et traits d'union, par exemple open-data.`,
    EN: `must be at most ${max} lower-case letters, digits and hyphens, such as open-data.`,
  }),
  slugTaken: (slug: string): Wording => ({
    NL: `“${slug}” is de slug van een ander thema: kies een andere, of laat het veld weg.`,
    FR: `« ${slug} » est le slug d'un autre thème : choisissez-en un autre, ou omettez le champ.`,
    EN: `“${slug}” is the slug of another theme: choose another one, or leave the field out.`,
  }),
  noSlug: {
    NL: "kan niet uit de naam worden afgeleid: vul een slug in, zoals open-data.",
    FR: "ne peut pas être tiré du nom : indiquez un slug, par exemple open-data.",
    EN: "cannot be made from the label: enter a slug, such as open-data.",
  },
  bar: {
    NL: "mag geen verticale streep (|) bevatten: kies een ander teken, of maak er twee namen van.",
    FR: "ne peut pas contenir de barre verticale (|) : choisissez un autre signe, ou faites-en deux noms.",
    EN: "must not contain a bar (|): choose another character, or make two names of it.",
  },
  tooManySynonyms: (max: number): Wording => ({
    NL: `mag hoogstens ${max} synoniemen bevatten.`,
    FR: `peut contenir au plus ${max} synonymes.`,
    EN: `must contain at most ${max} synonyms.`,
  }),
  circle: (slug: string): Wording => ({
    NL: `“${slug}” is dit thema zelf, of valt eronder: kies een thema dat er niet onder valt.`,
    FR: `« ${slug} » est ce thème lui-même, ou en fait partie : choisissez un thème qui n'en fait pas partie.`,
    EN: `“${slug}” is this theme itself, or lies below it: choose a theme that does not lie below it.`,
  }),
  mergedIntoItself: {
    NL: "is hetzelfde thema: kies een ander thema om het mee samen te voegen.",
    FR: "est le même thème : choisissez un autre thème avec lequel le fusionner.",
    EN: "is the same theme: choose another one to merge it into.",
  },
  mergedAlready: {
    NL: "is al samengevoegd met een ander thema: lees het opnieuw, en neem de id van dat andere als dat de bedoeling is.",
    FR: "a déjà été fusionné avec un autre thème : relisez-le, et prenez l'identifiant de cet autre si c'est bien ce que vous voulez.",
    EN: "was already merged into another theme: read it again, and take the id of that other one if that is what you mean.",
  },
  tooManyTogether: (max: number): Wording => ({
    NL: `zou met de namen van het andere meer dan ${max} synoniemen hebben: haal er eerst enkele weg.`,
    FR: `aurait plus de ${max} synonymes avec les noms de l'autre : retirez-en d'abord quelques-uns.`,
    EN: `would have more than ${max} synonyms with the names of the other one: remove some first.`,
  }),
  intoArchived: {
    NL: "is gearchiveerd: haal het eerst uit het archief, of kies een ander thema.",
    FR: "est archivé : sortez-le d'abord des archives, ou choisissez un autre thème.",
    EN: "is archived: revive it first, or choose another theme.",
  },
} satisfies Record<string, Wording | ((value: never) => Wording)>;
