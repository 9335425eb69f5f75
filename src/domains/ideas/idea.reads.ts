import sql, { type Sql } from "sql-template-tag";
import { countLoader, loader, entityLoader } from "../../core/graphql/batch.js";
import { whereAll, type List, type Order } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { optionalIdOf, slugsOf } from "../../core/graphql/ids.js";
import { hasTerms, inOrderedList, searchTerms } from "../../core/search/search-terms.js";
import { callerModerates, type Reader } from "../../core/access/reader.js";
import { maySeeMember, maySeeMemberWithId, notBlocked } from "../members/member.visibility.js";
import { maySeeOrganisationWithId, remainingOrganisation } from "../organisations/organisation.visibility.js";
import { themesOf, themesWithin } from "../themes/theme.reads.js";
import { hasAnswer, hasNoAnswer } from "./answers/answer.reads.js";
import { isCoAuthor } from "./authors/authorship.js";
import { Comment } from "./comment.entity.js";
import { Idea } from "./idea.entity.js";
import { IdeaStatus } from "./idea.enums.js";
import { IdeaOrder, type IdeaFilter } from "./idea.inputs.js";

/**
 * The caller may see the idea with the table alias `idea`: its author and co-authors always, others unless it is
 * withdrawn, hidden, or by a member whom a block separates from them; moderators also see hidden ideas. A block between
 * the caller and a co-author keeps nothing from them.
 */
export const maySeeIdea = (ctx: Reader, idea: Sql): Sql => sql`(
  ${idea}.author_id = ${ctx.callerId}::uuid
  OR (${idea}.status <> 'WITHDRAWN'
    AND (${idea}.hidden_at IS NULL OR ${callerModerates(ctx)}) AND ${notBlocked(ctx, sql`${idea}.author_id`)})
  OR ${isCoAuthor(idea, sql`${ctx.callerId}::uuid`)})`;

/** The idea, if the caller may see it. */
export const ideaById = entityLoader(Idea, (ctx) => maySeeIdea(ctx, sql`e`));

/** The caller may see the comment with the table alias `comment`, and its idea. */
export const maySeeComment = (ctx: Reader, comment: Sql): Sql => sql`(${notBlocked(ctx, sql`${comment}.author_id`)}
  AND EXISTS (SELECT FROM idea WHERE idea.id = ${comment}.idea_id AND ${maySeeIdea(ctx, sql`idea`)}))`;

/** The comment, if the caller may see it and its idea. */
export const commentById = entityLoader(Comment, (ctx) => maySeeComment(ctx, sql`e`));

export const themesOfIdea = themesOf(sql`idea_theme`, sql`idea_id`);

export const ideaOrders: Record<IdeaOrder, Order> = {
  [IdeaOrder.NEWEST]: { name: "newest", key: sql`e.posted_at`, form: "time", descending: true },
  [IdeaOrder.OLDEST]: { name: "oldest", key: sql`e.posted_at`, form: "time", descending: false },
};

/** The conditions of a list of ideas: without hidden ones, those of blocked members, and others' withdrawn ones. */
export function ideaConditions(ctx: Context, filter: IdeaFilter | null | undefined): Sql[] {
  const { kinds, language, statuses, unanswered, search } = filter ?? {};
  const [themes, authorId] = [slugsOf(filter?.themes), optionalIdOf(filter?.authorId)];
  const organisationId = optionalIdOf(filter?.organisationId);
  const conditions: Sql[] = [sql`e.hidden_at IS NULL`, ...statusConditions(ctx, statuses)];
  if (kinds?.length) conditions.push(sql`e.kind = ANY(${kinds}::idea_kind[])`);
  if (themes?.length)
    conditions.push(sql`e.id IN (SELECT idea_id FROM idea_theme WHERE theme_id IN (${themesWithin(themes)}))`);
  // A filter by author must not reveal which ideas are by an author whose profile the caller may not see.
  if (authorId !== null) conditions.push(sql`e.author_id = ${authorId}`, maySeeMemberWithId(ctx, authorId));
  if (organisationId !== null)
    conditions.push(isOfOrganisation(ctx, organisationId), maySeeOrganisationWithId(ctx, organisationId));
  if (language != null) conditions.push(sql`e.language = ${language}`);
  if (unanswered != null)
    conditions.push(sql`e.kind = 'QUESTION'`, (unanswered ? hasNoAnswer : hasAnswer)(ctx, sql`e`));
  const terms = searchTerms(search);
  if (terms) conditions.push(inOrderedList(terms, hasTerms(sql`e.search`, terms)));
  return conditions;
}

function statusConditions(ctx: Context, statuses: IdeaStatus[] | null | undefined): Sql[] {
  const ofStatuses = statuses?.length ? [sql`e.status = ANY(${statuses}::idea_status[])`] : [];
  if (statuses?.includes(IdeaStatus.WITHDRAWN)) return [...ofStatuses, maySeeIdea(ctx, sql`e`)];
  const notOfBlocked = ctx.callerId === null ? [] : [notBlocked(ctx, sql`e.author_id`)];
  return [...ofStatuses, sql`e.status <> 'WITHDRAWN'`, ...notOfBlocked];
}

const isOfOrganisation = (ctx: Context, id: string): Sql => sql`e.author_id IN (
  SELECT m.id FROM member m WHERE m.organisation_id = ${remainingOrganisation(id)} AND ${maySeeMember(ctx, sql`m`)})`;

/** The ideas of a member (`e.author_id`) or of a theme (`it.theme_id`), newest first. */
export const ideasOf = (ctx: Context, owner: "member" | "theme"): List<Idea> => ({
  name: `${owner}.ideas`,
  node: Idea,
  ...(owner === "theme" && { from: sql`idea_theme it JOIN idea e ON e.id = it.idea_id` }),
  where: ideaConditions(ctx, null),
  order: ideaOrders[IdeaOrder.NEWEST],
});

/** The ideas by members of an organisation (`m.organisation_id`) whose profile the caller may see, newest first. */
export const ideasOfOrganisation = (ctx: Context): List<Idea> => ({
  name: "organisation.ideas",
  node: Idea,
  from: sql`member m JOIN idea e ON e.author_id = m.id`,
  where: [maySeeMember(ctx, sql`m`), ...ideaConditions(ctx, null)],
  order: ideaOrders[IdeaOrder.NEWEST],
});

export const commentsOfIdea = (ctx: Context): List<Comment> => ({
  name: "idea.comments",
  node: Comment,
  where: [
    sql`e.reply_to_id IS NULL`,
    sql`(e.removed_at IS NULL OR EXISTS (SELECT FROM comment r WHERE r.reply_to_id = e.id AND r.removed_at IS NULL))`,
    notBlocked(ctx, sql`e.author_id`),
  ],
  order: ideaOrders[IdeaOrder.OLDEST],
});

export const repliesOfComment = (ctx: Context): List<Comment> => ({
  name: "comment.replies",
  node: Comment,
  where: [sql`e.removed_at IS NULL`, notBlocked(ctx, sql`e.author_id`)],
  order: ideaOrders[IdeaOrder.OLDEST],
});

export const supportCount = loader<number>(async (ctx, ideaIds) => {
  const rows = await ctx.db.query<{ id: string; count: number }>(sql`
    SELECT idea_id AS id, count(*)::int AS count FROM support
    WHERE idea_id = ANY(${ideaIds}::uuid[]) GROUP BY idea_id`);
  return new Map(rows.map((row) => [row.id, row.count]));
}, 0);

export const callerSupports = loader<boolean>(async (ctx, ideaIds) => {
  const rows = await ctx.db.query<{ id: string }>(sql`
    SELECT idea_id AS id FROM support WHERE idea_id = ANY(${ideaIds}::uuid[]) AND member_id = ${ctx.callerId}`);
  return new Map(rows.map((row) => [row.id, true]));
}, false);

/**
 * The number of ideas with a theme: as many as its list has for the caller, or the difference would reveal that a
 * member from whom a block separates them posted there.
 */
export const ideaCount = countLoader(
  (ctx, ids) => sql`
    SELECT it.theme_id AS id, count(*)::int AS count FROM idea_theme it JOIN idea e ON e.id = it.idea_id
    ${whereAll([...ideaConditions(ctx, null), sql`it.theme_id = ANY(${ids}::uuid[])`])} GROUP BY it.theme_id`,
);
