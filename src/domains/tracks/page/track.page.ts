import type { Context } from "../../../core/graphql/context.js";
import { markup, type Markup } from "../../../core/pages/markup.js";
import { factsOf, langOf, textOf, type PublicPage } from "../../../core/pages/public-page.js";
import type { Language } from "../../../core/texts/language.js";
import { localDate } from "../../../core/texts/local-time.js";
import { gatheringById } from "../../gatherings/gathering.reads.js";
import { seriesById } from "../../gatherings/series/series.reads.js";
import { memberLinks } from "../../members/member-name.js";
import { labelOf } from "../../themes/theme.labels.js";
import type { LearningTrack } from "../learning-track.entity.js";
import { stepKindWording } from "../steps/step-kind.wording.js";
import { stepsOfTrack } from "../steps/step.reads.js";
import type { TrackStep } from "../steps/track-step.entity.js";
import { coordinatorsOf, themesOfTrack, trackById } from "../track.reads.js";
import { trackPageWording, type TrackPageWords } from "./track-page.wording.js";

/** A published learning track with its steps. */
export async function trackPage(ctx: Context, id: string, language: Language): Promise<PublicPage | null> {
  const track = await trackById(ctx, id);
  if (!track) return null;
  const words = trackPageWording[language];
  const [themes, coordinators, steps] = await Promise.all([
    themesOfTrack(ctx, track.id),
    coordinatorsOf(ctx, track.id),
    stepsOfTrack(ctx, track.id),
  ]);
  const shown = await Promise.all(steps.map((step) => stepOf(ctx, step)));
  const { title, description, enrolmentClosesAt } = track;
  return {
    title,
    language: track.language,
    summary: description,
    type: "article",
    body: markup`${factsOf([
      [words.themes, themes.map((theme) => labelOf(theme, language)).join(", ") || null],
      [words.coordinators, memberLinks(ctx, coordinators)],
      [words.enrolmentClosesAt, enrolmentClosesAt && localDate(enrolmentClosesAt, language)],
    ])}
    ${textOf(description, track.language)} ${stepsOf(track, shown, words)}`,
  };
}

const stepsOf = ({ language, requiredSteps }: LearningTrack, steps: Markup[], words: TrackPageWords): Markup =>
  markup`<h2>${words.steps}</h2>
    ${requiredSteps !== null && markup`<p>${words.required(requiredSteps)}</p>`}
    <ol${langOf(language)}>
      ${steps}
    </ol>`;

/** A gathering or series that the public may not see is called by its kind. */
async function stepOf(ctx: Context, step: TrackStep): Promise<Markup> {
  const { title, description, link, gatheringId, seriesId } = step;
  const [gathering, series] = await Promise.all([
    gatheringId === null ? null : gatheringById(ctx, gatheringId),
    seriesId === null ? null : seriesById(ctx, seriesId),
  ]);
  const name = title ?? gathering?.title ?? series?.title ?? stepKindWording[ctx.language][step.kind];
  const address =
    link ?? (gathering ? ctx.linkTo("gathering", gathering.id) : series && ctx.linkTo("series", series.id));
  return markup`<li>
    <p>${address === null ? name : markup`<a href="${address}" rel="nofollow ugc noreferrer">${name}</a>`}</p>
    ${textOf(description, null)}
  </li>`;
}
