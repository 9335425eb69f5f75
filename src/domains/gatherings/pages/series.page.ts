import sql, { type Sql } from "sql-template-tag";
import { pageUnder } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import { markup, type Markup } from "../../../core/pages/markup.js";
import { langOf, listOf, type PublicPage } from "../../../core/pages/public-page.js";
import type { Language } from "../../../core/texts/language.js";
import { GatheringConnection } from "../gathering.connection.js";
import { endIn } from "../gathering-end.js";
import type { Gathering } from "../gathering.entity.js";
import { GatheringStatus } from "../gathering.enums.js";
import { gatheringsOfSeries, seriesById } from "../series/series.reads.js";
import { gatheringPageWording, type GatheringPageWords } from "./gathering-page.wording.js";
import { whenOf } from "./when.js";

/** How many gatherings a page has: of those to come the next, of those of the past the last. */
const maxToCome = 50;
const maxPast = 20;

/** A series with its gatherings. */
export async function seriesPage(ctx: Context, id: string, language: Language): Promise<PublicPage | null> {
  const series = await seriesById(ctx, id);
  if (!series) return null;
  const words = gatheringPageWording[language];
  const [toCome, past] = await Promise.all([
    gatherings(ctx, series.id, "to come", sql`${endIn(sql`e`)} > ${ctx.now()}`, { first: maxToCome }),
    gatherings(ctx, series.id, "past", sql`${endIn(sql`e`)} <= ${ctx.now()}`, { last: maxPast }),
  ]);
  const next = toCome.nodes.find(({ status }) => status === GatheringStatus.SCHEDULED);
  const linesOf = (list: Gathering[]): Markup[] => list.map((gathering) => lineOf(ctx, gathering, words, language));
  return {
    title: series.title,
    language: next?.language ?? null,
    summary: next?.description ?? null,
    type: "website",
    body: markup`${listOf(words.toCome, linesOf(toCome.nodes))}
      ${toCome.more && markup`<p>${words.more}</p>`}${listOf(words.past, linesOf(past.nodes))}
      <p><a class="button" href="${ctx.publicUrl()}/calendar/series/${series.id}.ics">${words.calendar}</a></p>`,
  };
}

async function gatherings(
  ctx: Context,
  seriesId: string,
  name: string,
  condition: Sql,
  args: { first?: number; last?: number },
): Promise<{ nodes: Gathering[]; more: boolean }> {
  const { where = [], ...list } = gatheringsOfSeries(ctx);
  const some = { ...list, name: `${list.name} ${name}`, where: [...where, condition] };
  const page = await pageUnder(ctx, GatheringConnection, some, sql`e.series_id`, seriesId, args);
  return { nodes: page.edges.map(({ node }) => node), more: page.pageInfo.hasNextPage };
}

function lineOf(ctx: Context, gathering: Gathering, words: GatheringPageWords, language: Language): Markup {
  const { id, title, language: own, status } = gathering;
  return markup`${whenOf(gathering, language)}<br>
    <a href="${ctx.linkTo("gathering", id)}"${langOf(own)}>${title}</a>${
      status === GatheringStatus.CANCELLED &&
      markup`<br>
        ${words.cancelled}`
    }`;
}
