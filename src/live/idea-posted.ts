import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../database/rows.js";
import { batched } from "../graphql/batch.js";
import { whereAll } from "../graphql/connection.js";
import type { Context } from "../graphql/context.js";
import { Fault } from "../graphql/faults.js";
import { Idea } from "../ideas/idea.entity.js";
import type { IdeaFilter } from "../ideas/idea.inputs.js";
import { ideaConditions } from "../ideas/idea.reads.js";
import { memberById } from "../members/member.reads.js";
import { themesWithin } from "../themes/theme.reads.js";
import { IdeaPosted } from "./idea-posted.resolver.js";
import type { LiveField, Want } from "./live-field.js";
import { told } from "./resumable.js";

const filterOf = (args: Record<string, unknown>): IdeaFilter => (args.filter as IdeaFilter | null | undefined) ?? {};

/** Ideas as they are posted: found by theme or author, told as they are at the moment of delivery. */
export const ideaPosted: LiveField = {
  name: "ideaPosted",
  kinds: ["idea.posted"],
  termsOf: ({ data }) => [
    `author ${String(data.authorId)}`,
    ...(data.themeIds as string[]).map((themeId) => `theme ${themeId}`),
  ],
  ownersOf: ({ data }) => [data.authorId as string],
  want: (ctx, args) => wanted(ctx, filterOf(args)),
  async tell(ctx, event, args) {
    const idea = await listedIdea(ctx, event.subjectId, filterOf(args));
    return idea && told(IdeaPosted, event, { idea });
  },
};

/** Told by the event alone; a search, which needs the idea's text, is left to the telling. */
async function wanted(ctx: Context, { kinds, themes, authorId }: IdeaFilter): Promise<Want> {
  const within = themes?.length ? await idsWithin(ctx, themes) : null;
  const author = authorId?.toLowerCase() ?? null;
  return {
    terms: within ? [...within].map((themeId) => `theme ${themeId}`) : author === null ? null : [`author ${author}`],
    matches: ({ data }) =>
      (!kinds?.length || (kinds as string[]).includes(data.kind as string)) &&
      (author === null || author === data.authorId) &&
      (within === null || (data.themeIds as string[]).some((id) => within.has(id))),
  };
}

async function idsWithin(ctx: Context, slugs: string[]): Promise<Set<string>> {
  const known = await ctx.db.query<{ slug: string }>(sql`SELECT slug FROM theme WHERE slug = ANY(${slugs})`);
  const unknown = slugs.find((slug) => !known.some((theme) => theme.slug === slug));
  if (unknown !== undefined)
    throw new Fault("BAD_USER_INPUT", `There is no theme "${unknown}": take slugs from the query \`themes\`.`, {
      argument: "filter.themes",
    });
  const rows = await ctx.db.query<{ id: string }>(themesWithin(slugs));
  return new Set(rows.map((row) => row.id));
}

/** The idea, when a list with this filter would show it to the caller now. Its themes and kind are those of the posting. */
async function listedIdea(ctx: Context, ideaId: string, { search, authorId }: IdeaFilter): Promise<Idea | null> {
  if (authorId != null && !(await memberById(ctx, authorId))) return null;
  const idea = await ideaInLists(ctx, ideaId);
  return idea && search ? await foundIdea(ctx, ideaId, search) : idea;
}

const ideaInLists = batched<Idea | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<Idea>(sql`
    SELECT ${columnsOf(ctx.database.source, Idea, "e")} FROM idea e
    ${whereAll([sql`e.id = ANY(${ids}::uuid[])`, ...ideaConditions(ctx, null)])}`);
  return new Map(rows.map((row) => [row.id, entityOf(Idea, row)]));
}, null);

async function foundIdea(ctx: Context, ideaId: string, search: string): Promise<Idea | null> {
  const [row] = await ctx.db.query<Idea>(sql`
    SELECT ${columnsOf(ctx.database.source, Idea, "e")} FROM idea e
    ${whereAll([sql`e.id = ${ideaId}`, ...ideaConditions(ctx, { search })])}`);
  return row ? entityOf(Idea, row) : null;
}
