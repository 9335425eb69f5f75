import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { loader } from "../../../core/graphql/batch.js";
import { whereAll } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import { slugsOf } from "../../../core/graphql/ids.js";
import { searchTerms } from "../../../core/search/search-terms.js";
import { payloadOf } from "../../../core/subscriptions/resumable.js";
import { defineSubscription, type EventFilter } from "../../../core/subscriptions/subscription-definition.js";
import { knownThemesWithin } from "../../themes/known-themes-within.js";
import { movesThemes } from "../../themes/themes.events.js";
import { Practice } from "../practice.entity.js";
import type { PracticeFilter } from "../practice.inputs.js";
import { practiceConditions } from "../practice.reads.js";
import { PracticePublished } from "./practice-published.resolver.js";

const filterOf = (args: Record<string, unknown>): PracticeFilter | null =>
  (args.filter as PracticeFilter | null | undefined) ?? null;

/** Practices as they are published: routed by theme, delivered in their state at the time of delivery. */
export const practicePublished = defineSubscription({
  name: "practicePublished",
  kinds: ["practice.published"],
  topicsOf: ({ data }) => data.themeIds.map((themeId) => `theme ${themeId}`),
  ownersOf: ({ data }) => [data.sharedById],
  filterFor: (ctx, args) => eventFilter(ctx, filterOf(args)),
  changesFilters: movesThemes,
  async resolvePayload(ctx, event, args) {
    const practice = await listedPractice(ctx, JSON.stringify([event.subjectId, filterOf(args)]));
    return practice && payloadOf(PracticePublished, event, { practice });
  },
});

/** Matches the data of the event only; what else the filter says is evaluated by `resolvePayload`. */
async function eventFilter(ctx: Context, filter: PracticeFilter | null): Promise<EventFilter<"practice.published">> {
  searchTerms(filter?.search);
  const [kinds, themes] = [filter?.kinds, slugsOf(filter?.themes)];
  const within = themes?.length ? await knownThemesWithin(ctx, themes) : null;
  return {
    topics: within && [...within].map((themeId) => `theme ${themeId}`),
    where: null,
    mayChange: within !== null,
    matches: ({ data }) =>
      (!kinds?.length || kinds.includes(data.kind)) && (within === null || data.themeIds.some((id) => within.has(id))),
  };
}

/** The published practice, if a list with a filter shows it to the caller now. A key is a pair of id and filter. */
const listedPractice = loader<Practice | null>(async (ctx, keys) => {
  const found = await Promise.all(keys.map(async (key) => [key, await inList(ctx, key)] as const));
  return new Map(found);
}, null);

async function inList(ctx: Context, key: string): Promise<Practice | null> {
  const [id, filter] = JSON.parse(key) as [string, PracticeFilter | null];
  const conditions = [sql`e.id = ${id}`, sql`e.status = 'PUBLISHED'`, ...practiceConditions(ctx, filter)];
  const [row] = await ctx.db.query<Practice>(sql`
    SELECT ${columnsOf(ctx.database.source, Practice, "e")} FROM practice e ${whereAll(conditions)}`);
  return row ? entityOf(Practice, row) : null;
}
