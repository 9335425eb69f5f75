import { markup } from "../../core/pages/markup.js";
import { factsOf, listOf, textOf, type PublicPage } from "../../core/pages/public-page.js";
import type { Language } from "../../core/texts/language.js";
import { labelOf } from "../themes/theme.labels.js";
import { themeById } from "../themes/theme.reads.js";
import type { ThemeContext } from "../themes/theme.services.js";
import { interestsOf, memberById } from "./member.reads.js";
import { organisationById } from "../organisations/organisation.reads.js";
import { organisationLink } from "../organisations/page/organisation-link.js";
import { sectorWording } from "../organisations/sector.wording.js";
import { memberPageWording } from "./member-page.wording.js";

/** The profile of a member who shows it to everybody. */
export async function memberPage(ctx: ThemeContext, id: string, language: Language): Promise<PublicPage | null> {
  const member = await memberById(ctx, id);
  if (member?.erasedAt !== null) return null;
  const words = memberPageWording[language];
  const [organisation, interests] = await Promise.all([
    member.organisationId === null ? null : organisationById(ctx, member.organisationId),
    interestsOf(ctx, member.id),
  ]);
  const themes = await Promise.all(
    interests.map(async ({ themeId, stance }) => ({ theme: (await themeById(ctx, themeId))!, stance })),
  );
  return {
    title: member.name,
    language: null,
    summary: member.headline ?? member.bio,
    type: "profile",
    body: markup`${textOf(member.headline, null)}
    ${factsOf([
      [words.organisation, organisationLink(ctx, organisation)],
      [words.sector, member.sector && sectorWording[language][member.sector]],
    ])}
    ${textOf(member.bio, null)}
    ${listOf(
      words.interests,
      themes.map(({ theme, stance }) => markup`${labelOf(theme, language)} (${words.stances[stance]})`),
    )}`,
  };
}
