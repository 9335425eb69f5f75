import type { MatchmakingContext } from "../matchmaking.services.js";
import type { Language } from "../../../core/texts/language.js";
import { labelOf } from "../../themes/theme.labels.js";
import { themeById } from "../../themes/theme.reads.js";
import type { ContentReasons } from "../explain/explanation.js";
import type { RankedContent } from "./content-ranking.js";

/** What speaks for an idea or a gathering, with the labels of its themes. */
export async function contentReasons(
  ctx: MatchmakingContext,
  { shared }: RankedContent,
  language: Language,
): Promise<ContentReasons> {
  const label = async (id: string): Promise<string> => labelOf((await themeById(ctx, id))!, language);
  const matches = await Promise.all(
    shared.map(async ({ themeId, throughId, asked }) => ({
      asked,
      theme: await label(themeId),
      through: throughId && (await label(throughId)),
    })),
  );
  const themes = (asked: boolean): string[] =>
    matches.filter((match) => match.through === null && match.asked === asked).map(({ theme }) => theme);
  return {
    asked: themes(true),
    shared: themes(false),
    close: matches.flatMap(({ theme, through }) => (through === null ? [] : [{ theme, through }])),
  };
}
