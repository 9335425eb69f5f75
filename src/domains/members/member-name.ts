import { markup, type Markup } from "../../core/pages/markup.js";
import type { LinkTo } from "../../core/links/links.js";
import { Language } from "../../core/texts/language.js";
import type { Member } from "./member.entity.js";

const formerMember: Record<Language, string> = {
  [Language.NL]: "Voormalig lid",
  [Language.FR]: "Ancien membre",
  [Language.EN]: "Former member",
};

/** The name of a member, or that they have left. */
export const nameOf = (member: Pick<Member, "name" | "erasedAt">, language: Language): string =>
  member.erasedAt === null ? member.name : formerMember[language];

/** The name on a page, with a link to the member; null for one whom the reader may not see. */
export function memberLink(
  { linkTo, language }: { linkTo: LinkTo; language: Language },
  member: Member | null,
): Markup | null {
  if (!member) return null;
  const name = nameOf(member, language);
  return member.erasedAt === null ? markup`<a href="${linkTo("member", member.id)}">${name}</a>` : markup`${name}`;
}

/** The names of several, with commas between them; null when there are none. */
export const memberLinks = (ctx: { linkTo: LinkTo; language: Language }, members: readonly Member[]): Markup | null =>
  members.length === 0
    ? null
    : markup`${members.map((member, index) => markup`${index > 0 && ", "}${memberLink(ctx, member)}`)}`;
