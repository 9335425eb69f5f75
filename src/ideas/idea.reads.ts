import sql, { type Sql } from "sql-template-tag";
import { matchesText } from "../database/text-search.js";
import { batched, batchedById } from "../graphql/batch.js";
import type { List, Order } from "../graphql/connection.js";
import type { Context } from "../graphql/context.js";
import { idOf } from "../graphql/ids.js";
import { themesOf, themesWithin } from "../themes/theme.reads.js";
import { Comment } from "./comment.entity.js";
import { Idea } from "./idea.entity.js";
import { IdeaStatus } from "./idea.enums.js";
import { IdeaOrder, type IdeaFilter } from "./idea.inputs.js";

const anyIdea = batchedById(Idea);
const anyComment = batchedById(Comment);

/** The idea, when the caller may see it: a withdrawn one is its author's alone. */
export async function ideaById(ctx: Context, id: string): Promise<Idea | null> {
  const idea = await anyIdea(ctx, id);
  return idea && (idea.status !== IdeaStatus.WITHDRAWN || idea.authorId === ctx.callerId) ? idea : null;
}

/** The comment, when the caller may see its idea. */
export async function commentById(ctx: Context, id: string): Promise<Comment | null> {
  const comment = await anyComment(ctx, id);
  return comment && (await ideaById(ctx, comment.ideaId)) ? comment : null;
}

export const themesOfIdea = themesOf(sql`idea_theme`, sql`idea_id`);

export const ideaOrders: Record<IdeaOrder, Order> = {
  [IdeaOrder.NEWEST]: { name: "newest", key: sql`e.posted_at`, form: "time", descending: true },
  [IdeaOrder.OLDEST]: { name: "oldest", key: sql`e.posted_at`, form: "time", descending: false },
};

/** What a list of ideas shows: never the withdrawn ones. */
export function ideaConditions(filter: IdeaFilter | null | undefined): Sql[] {
  const { kinds, themes, authorId, search } = filter ?? {};
  const conditions: Sql[] = [sql`e.status <> 'WITHDRAWN'`];
  if (kinds?.length) conditions.push(sql`e.kind = ANY(${kinds}::idea_kind[])`);
  if (themes?.length)
    conditions.push(sql`e.id IN (SELECT idea_id FROM idea_theme WHERE theme_id IN (${themesWithin(themes)}))`);
  if (authorId != null) conditions.push(sql`e.author_id = ${idOf(authorId)}`);
  const text = search && matchesText(sql`e.title || ' ' || e.body`, search);
  if (text) conditions.push(text);
  return conditions;
}

/** The ideas that belong to something else, `e.author_id` or `it.theme_id`, the newest first. */
export const ideasOf = (owner: "member" | "theme"): List<Idea> => ({
  name: `${owner}.ideas`,
  node: Idea,
  ...(owner === "theme" && { from: sql`idea_theme it JOIN idea e ON e.id = it.idea_id` }),
  where: ideaConditions(null),
  order: ideaOrders[IdeaOrder.NEWEST],
});

export const commentsOfIdea: List<Comment> = {
  name: "idea.comments",
  node: Comment,
  where: [sql`e.reply_to_id IS NULL`],
  order: ideaOrders[IdeaOrder.OLDEST],
};

export const repliesOfComment: List<Comment> = {
  name: "comment.replies",
  node: Comment,
  order: ideaOrders[IdeaOrder.OLDEST],
};

export const supportCount = batched<number>(async (ctx, ideaIds) => {
  const rows = await ctx.db.query<{ id: string; count: number }>(sql`
    SELECT idea_id AS id, count(*)::int AS count FROM support WHERE idea_id = ANY(${ideaIds}::uuid[]) GROUP BY idea_id`);
  return new Map(rows.map((row) => [row.id, row.count]));
}, 0);

export const callerSupports = batched<boolean>(async (ctx, ideaIds) => {
  const rows = await ctx.db.query<{ id: string }>(sql`
    SELECT idea_id AS id FROM support WHERE idea_id = ANY(${ideaIds}::uuid[]) AND member_id = ${ctx.callerId}`);
  return new Map(rows.map((row) => [row.id, true]));
}, false);
