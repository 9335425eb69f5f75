import type { Context } from "../../../core/graphql/context.js";
import { markup } from "../../../core/pages/markup.js";
import { factsOf, textOf, type PublicPage } from "../../../core/pages/public-page.js";
import type { Language } from "../../../core/texts/language.js";
import { codesOf } from "../organisation-codes.reads.js";
import { organisationById } from "../organisation.reads.js";
import { sectorWording } from "../sector.wording.js";

const words: Record<Language, { sector: string; website: string; codes: string }> = {
  NL: { sector: "Sector", website: "Website", codes: "Codes" },
  FR: { sector: "Secteur", website: "Site web", codes: "Codes" },
  EN: { sector: "Sector", website: "Website", codes: "Codes" },
};

/** An organisation that no moderator has hidden, also under the id of one that was merged into it. */
export async function organisationPage(ctx: Context, id: string, language: Language): Promise<PublicPage | null> {
  const organisation = await organisationById(ctx, id);
  if (!organisation) return null;
  const { name, sector, description, website } = organisation;
  const codes = await codesOf(ctx, organisation.id);
  return {
    title: name,
    language: null,
    summary: description,
    type: "profile",
    body: markup`${factsOf([
      [words[language].sector, sector && sectorWording[language][sector]],
      [words[language].website, website && markup`<a href="${website}" rel="nofollow ugc noreferrer">${website}</a>`],
      [words[language].codes, codes.join(", ") || null],
    ])}
    ${textOf(description, null)}`,
  };
}
