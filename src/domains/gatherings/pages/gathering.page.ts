import type { Context } from "../../../core/graphql/context.js";
import { markup, type Markup } from "../../../core/pages/markup.js";
import { factsOf, langOf, listOf, noticeOf, textOf, type PublicPage } from "../../../core/pages/public-page.js";
import { pageWording } from "../../../core/pages/page.wording.js";
import type { Language } from "../../../core/texts/language.js";
import { ideaById } from "../../ideas/idea.reads.js";
import { memberLinks } from "../../members/member-name.js";
import { labelOf } from "../../themes/theme.labels.js";
import { agendaOf } from "../agenda/agenda.reads.js";
import { endOf } from "../gathering-end.js";
import type { Gathering } from "../gathering.entity.js";
import { GatheringStatus } from "../gathering.enums.js";
import { gatheringById, hostsOf, themesOfGathering } from "../gathering.reads.js";
import { takenAndWaiting } from "../registrations/registration.reads.js";
import { seriesById } from "../series/series.reads.js";
import { gatheringPageWording, type GatheringPageWords } from "./gathering-page.wording.js";
import { momentOf, whenIn, whenOf } from "./when.js";

/** A gathering: what it is about, when and where, and what has become of it. */
export async function gatheringPage(ctx: Context, id: string, language: Language): Promise<PublicPage | null> {
  const gathering = await gatheringById(ctx, id);
  if (!gathering) return null;
  const words = gatheringPageWording[language];
  const [hosts, themes, places, series, agenda] = await Promise.all([
    hostsOf(ctx, gathering.id),
    themesOfGathering(ctx, gathering.id),
    takenAndWaiting(ctx, gathering.id),
    gathering.seriesId === null ? null : seriesById(ctx, gathering.seriesId),
    agendaItems(ctx, gathering.id, words),
  ]);
  return {
    title: gathering.title,
    language: gathering.language,
    summary: gathering.description ?? whenIn(gathering, language),
    type: "article",
    body: markup`${stateOf(ctx, gathering, words, language)}
      ${factsOf([
        [words.when, whenOf(gathering, language)],
        [words.where, whereOf(gathering, words)],
        [words.format, words.formats[gathering.format]],
        [words.language, gathering.language && pageWording[gathering.language].name],
        [words.hosts, memberLinks(ctx, hosts)],
        [words.themes, themes.map((theme) => labelOf(theme, language)).join(", ") || null],
        [words.places, placesOf(gathering, places, words)],
        [words.series, series && markup`<a href="${ctx.linkTo("series", series.id)}">${series.title}</a>`],
      ])}
      ${textOf(gathering.description, gathering.language)} ${listOf(words.agenda, agenda)}
      <p><a class="button" href="${ctx.publicUrl()}/calendar/gathering/${gathering.id}.ics">${words.calendar}</a></p>`,
  };
}

/** That it was cancelled, is over, or was moved. */
function stateOf(ctx: Context, gathering: Gathering, words: GatheringPageWords, language: Language): Markup | null {
  const { status, statusReason, language: own, movedFrom, startsAt, timeZone } = gathering;
  if (status === GatheringStatus.CANCELLED) return markup`${noticeOf(words.cancelled)}${textOf(statusReason, own)}`;
  if (endOf(gathering) <= ctx.now()) return markup`<p>${words.over}</p>`;
  if (movedFrom === null || movedFrom.getTime() === startsAt.getTime()) return null;
  return noticeOf(words.moved(momentOf(movedFrom, timeZone, language)));
}

const whereOf = ({ placeName, placeAddress, onlineUrl }: Gathering, words: GatheringPageWords): Markup | null => {
  const parts = [placeName, placeAddress, onlineUrl === null ? null : words.online].filter((part) => part !== null);
  return parts.length === 0 ? null : markup`<span class="text">${parts.join("\n")}</span>`;
};

function placesOf(
  { limit }: Gathering,
  { taken, waiting }: { taken: number; waiting: number },
  words: GatheringPageWords,
): string | null {
  if (limit === null) return null;
  return [words.taken(taken, limit), ...(waiting > 0 ? [words.waiting(waiting)] : [])].join(", ");
}

async function agendaItems(ctx: Context, gatheringId: string, words: GatheringPageWords): Promise<Markup[]> {
  const items = await agendaOf(ctx, gatheringId);
  const ideas = await Promise.all(items.map(({ ideaId }) => ideaById(ctx, ideaId)));
  return items.flatMap(({ minutes }, index) => {
    const idea = ideas[index];
    if (!idea) return [];
    const link = markup`<a href="${ctx.linkTo("idea", idea.id)}"${langOf(idea.language)}>${idea.title}</a>`;
    return [markup`${link}${minutes !== null && ` (${words.minutes(minutes)})`}`];
  });
}
