import sql from "sql-template-tag";
import { pageUnder } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import { markup, type Markup } from "../../../core/pages/markup.js";
import { factsOf, langOf, textOf, type PublicPage } from "../../../core/pages/public-page.js";
import type { Language } from "../../../core/texts/language.js";
import { localDate } from "../../../core/texts/local-time.js";
import { memberLink } from "../../members/member-name.js";
import { memberById } from "../../members/member.reads.js";
import { organisationById } from "../../organisations/organisation.reads.js";
import { organisationLink } from "../../organisations/page/organisation-link.js";
import { labelOf } from "../../themes/theme.labels.js";
import { PracticeUseConnection } from "../practice.connection.js";
import type { Practice } from "../practice.entity.js";
import { practiceById, themesOfPractice } from "../practice.reads.js";
import type { PracticeUse } from "../uses/practice-use.entity.js";
import { usesOfPractice } from "../uses/practice-use.reads.js";
import { practicePageWording, type PracticePageWords } from "./practice-page.wording.js";

/** How many uses a page has: the latest. */
const maxUses = 20;

/** A practice with who used it lately. */
export async function practicePage(ctx: Context, id: string, language: Language): Promise<PublicPage | null> {
  const practice = await practiceById(ctx, id);
  if (!practice) return null;
  const words = practicePageWording[language];
  const { contactId, organisationId } = practice;
  const [sharer, contact, organisation, themes, uses] = await Promise.all([
    memberById(ctx, practice.sharedById),
    contactId === null ? null : memberById(ctx, contactId),
    organisationId === null ? null : organisationById(ctx, organisationId),
    themesOfPractice(ctx, practice.id),
    usesOf(ctx, practice.id, words, language),
  ]);
  return {
    title: practice.title,
    language: practice.language,
    summary: practice.summary,
    type: "article",
    body: markup`${factsOf([
      [words.kind, words.kinds[practice.kind]],
      [words.sharedBy, memberLink(ctx, sharer)],
      [words.contact, memberLink(ctx, contact)],
      [words.organisation, organisationLink(ctx, organisation)],
      [words.sharedAt, localDate(practice.sharedAt, language)],
      [words.themes, themes.map((theme) => labelOf(theme, language)).join(", ") || null],
      [words.licence, practice.licence],
      [words.link, linkOf(practice)],
    ])}
    ${textOf(practice.summary, practice.language)} ${stepsOf(practice, words)} ${uses}`,
  };
}

/** The address itself, so that nobody is led elsewhere than they read. */
const linkOf = ({ link }: Practice): Markup | null =>
  link === null ? null : markup`<a href="${link}" rel="nofollow ugc noreferrer">${link}</a>`;

const stepsOf = ({ steps, language }: Practice, words: PracticePageWords): Markup =>
  steps.length === 0
    ? markup``
    : markup`<h2>${words.steps}</h2>
    <ol${langOf(language)}>
      ${steps.map((step) => markup`<li>${textOf(step, null)}</li>`)}
    </ol>`;

async function usesOf(ctx: Context, id: string, words: PracticePageWords, language: Language): Promise<Markup> {
  const { edges, pageInfo } = await pageUnder(ctx, PracticeUseConnection, usesOfPractice(ctx), sql`e.practice_id`, id, {
    first: maxUses,
  });
  if (edges.length === 0) return markup``;
  const shown = await Promise.all(edges.map(({ node }) => useOf(ctx, node, words, language)));
  return markup`<h2>${words.uses}</h2>
    ${pageInfo.hasNextPage && markup`<p>${words.earlier}</p>`}
    <ul>
      ${shown}
    </ul>`;
}

async function useOf(ctx: Context, use: PracticeUse, words: PracticePageWords, language: Language): Promise<Markup> {
  const by = memberLink(ctx, await memberById(ctx, use.usedById)) ?? words.member;
  const { place, usedOn, wouldUseAgain } = use;
  // A day is that day everywhere.
  const day = localDate(usedOn === null ? use.recordedAt : new Date(`${usedOn}T12:00:00Z`), language);
  return markup`<li>
    <p>${by}${place !== null && markup`, ${place}`}, ${day}</p>
    ${textOf(use.result, null)}
    <p>${wouldUseAgain ? words.again : words.notAgain}</p>
  </li>`;
}
