import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import { allOf, searchTerms } from "../../core/search/search-terms.js";
import { loader } from "../../core/graphql/batch.js";
import { whereAll } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { optionalIdOf, slugsOf } from "../../core/graphql/ids.js";
import { answerOf } from "./answers/answer.reads.js";
import { Idea } from "./idea.entity.js";
import { IdeaKind, IdeaStatus } from "./idea.enums.js";
import type { IdeaFilter } from "./idea.inputs.js";
import { ideaConditions, themesOfIdea } from "./idea.reads.js";
import { memberById } from "../members/member.reads.js";
import type { Theme } from "../themes/theme.entity.js";
import { knownThemesWithin } from "../themes/known-themes-within.js";
import { movesThemes } from "../themes/themes.events.js";
import { themeById } from "../themes/theme.reads.js";
import { IdeaPosted } from "./idea-posted.resolver.js";
import { defineSubscription, type EventFilter } from "../../core/subscriptions/subscription-definition.js";
import { payloadOf } from "../../core/subscriptions/resumable.js";
import type { ThemeContext } from "../themes/theme.services.js";

/** The filter without conditions that are empty. */
function filterOf(args: Record<string, unknown>): IdeaFilter {
  const { themes, authorId, organisationId, ...filter } = (args.filter as IdeaFilter | null | undefined) ?? {};
  const ids = { authorId: optionalIdOf(authorId), organisationId: optionalIdOf(organisationId) };
  return { ...filter, ...ids, themes: slugsOf(themes) };
}

/** Ideas as they are posted: routed by theme or author, delivered in their state at the time of delivery. */
export const ideaPosted = defineSubscription({
  name: "ideaPosted",
  kinds: ["idea.posted"],
  isAdditive: true,
  topicsOf: ({ data }) => [`author ${data.authorId}`, ...data.themeIds.map((themeId) => `theme ${themeId}`)],
  ownersOf: ({ data }) => [data.authorId],
  filterFor: (ctx, args) => eventFilter(ctx, filterOf(args)),
  changesFilters: movesThemes,
  async resolvePayload(ctx: ThemeContext, event, args) {
    const idea = await listedIdea(ctx, event.subjectId, filterOf(args));
    return idea && payloadOf(IdeaPosted, event, { idea });
  },
});

/**
 * Matches the data of the event, and what is so of every idea as it is posted: it is OPEN, and nothing answers it. The
 * rest needs the idea, and is evaluated by `resolvePayload`.
 */
async function eventFilter(
  ctx: Context,
  { kinds, themes, authorId, statuses, unanswered, search }: IdeaFilter,
): Promise<EventFilter<"idea.posted">> {
  searchTerms(search);
  const within = themes?.length ? await knownThemesWithin(ctx, themes) : null;
  const author = authorId ?? null;
  return {
    topics: within ? [...within].map((themeId) => `theme ${themeId}`) : author === null ? null : [`author ${author}`],
    where: null,
    mayChange: within !== null,
    matches: ({ data }) =>
      (!kinds?.length || kinds.includes(data.kind)) &&
      (!statuses?.length || statuses.includes(IdeaStatus.OPEN)) &&
      (unanswered == null || (unanswered && data.kind === IdeaKind.QUESTION)) &&
      (author === null || author === data.authorId) &&
      (within === null || data.themeIds.some((id) => within.has(id))),
  };
}

/** The idea, if a list with this filter shows it to the caller now: it may have been edited since it was posted. */
async function listedIdea(ctx: ThemeContext, ideaId: string, filter: IdeaFilter): Promise<Idea | null> {
  const { themes, search, authorId, organisationId, unanswered } = filter;
  if (authorId != null && !(await memberById(ctx, authorId))) return null;
  const idea = await ideaInLists(ctx, ideaId);
  if (!idea || !hasFieldsOf(idea, filter)) return null;
  if (organisationId != null && !(await isListed(ctx, JSON.stringify([ideaId, { organisationId }])))) return null;
  if (unanswered != null && (await isUnanswered(ctx, idea)) !== unanswered) return null;
  if (themes?.length && !(await carriesOneOf(ctx, idea, themes))) return null;
  const terms = searchTerms(search);
  if (terms === null) return idea;
  const query = allOf(terms);
  return query !== null && (await matchesSearch(ctx, JSON.stringify([ideaId, query]))) ? idea : null;
}

const hasFieldsOf = ({ kind, status, language }: Idea, filter: IdeaFilter): boolean =>
  (!filter.kinds?.length || filter.kinds.includes(kind)) &&
  (!filter.statuses?.length || filter.statuses.includes(status)) &&
  (filter.language == null || filter.language === language);

/** Null when it is no question. */
const isUnanswered = async (ctx: Context, { id, kind }: Idea): Promise<boolean | null> =>
  kind === IdeaKind.QUESTION ? (await answerOf(ctx, id)) === null : null;

const ideaInLists = loader<Idea | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<Idea>(sql`
    SELECT ${columnsOf(ctx.database.source, Idea, "e")} FROM idea e
    ${whereAll([sql`e.id = ANY(${ids}::uuid[])`, ...ideaConditions(ctx, null)])}`);
  return new Map(rows.map((row) => [row.id, entityOf(Idea, row)]));
}, null);

/** Whether one of its themes, or a broader theme of one, is named by one of these slugs. */
async function carriesOneOf(ctx: ThemeContext, idea: Idea, slugs: string[]): Promise<boolean> {
  const carried = new Set<string>();
  for (let theme of (await themesOfIdea(ctx, idea.id)) as (Theme | null)[])
    for (; theme; theme = theme.broaderId === null ? null : await themeById(ctx, theme.broaderId))
      carried.add(theme.slug);
  // A slug may be of a theme that was merged, and the idea's may have been merged since they were read.
  return slugs.some((slug) => carried.has(slug)) || isListed(ctx, JSON.stringify([idea.id, { themes: slugs }]));
}

/**
 * Whether a list with this filter has an idea. One statement tells, so that a merge is seen of both the idea and the
 * filter, or of neither. A key is a pair of id and filter.
 */
const isListed = loader<boolean>(async (ctx, keys) => {
  const listed = async (key: string): Promise<boolean> => {
    const [id, filter] = JSON.parse(key) as [string, IdeaFilter];
    const where = whereAll([sql`e.id = ${id}`, ...ideaConditions(ctx, filter)]);
    return (await ctx.db.query(sql`SELECT 1 FROM idea e ${where}`)).length > 0;
  };
  return new Map(await Promise.all(keys.map(async (key) => [key, await listed(key)] as const)));
}, false);

/** Whether an idea matches a search; all searches of an event in one statement. A key is a pair of id and query. */
const matchesSearch = loader<boolean>(async (ctx, keys) => {
  const pairs = keys.map((key) => JSON.parse(key) as [string, string]);
  const rows = await ctx.db.query<{ key: string }>(sql`
    SELECT search.key FROM unnest(
      ${keys}::text[], ${pairs.map(([id]) => id)}::uuid[], ${pairs.map(([, query]) => query)}::text[]
    ) AS search (key, id, query)
    JOIN idea e ON e.id = search.id WHERE e.search @@ search.query::tsquery`);
  return new Map(rows.map(({ key }) => [key, true]));
}, false);
