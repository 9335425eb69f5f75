import { z } from "zod";
import { participating, requireRight } from "../../../core/access/actor.js";
import { checkInput } from "../../../core/errors/user-error.js";
import { inherit } from "../../../core/graphql/context.js";
import { invalid, line } from "../../../core/graphql/validation.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { importedEvent, takeTurn } from "../../../import/batch-writer.js";
import { lockVocabulary, type ThemeTransaction } from "../editing/theme-lock.js";
import { themePolicy } from "../theme.policy.js";
import type { ThemeContext } from "../theme.services.js";
import { checkedConcepts } from "./check-concepts.js";
import { loadConcepts, type LoadedConcepts } from "./load-concepts.js";
import { readVocabulary } from "./read-vocabulary.js";
import type { VocabularyReport } from "./vocabulary-report.js";
import type { ImportVocabularyInput } from "./vocabulary.inputs.js";
import { vocabularyWording } from "./vocabulary.wording.js";

/** In UTF-8: as much as a request may have, with what else is in it and what JSON escapes. */
const maxBytes = 200_000;
const tooLong = invalid({ problem: InputProblem.TOO_LONG, wording: vocabularyWording.tooLong(maxBytes) });

const importRules = z.object({
  content: z.string().refine((text) => Buffer.byteLength(text) <= maxBytes, tooLong),
  source: line(200).nullish(),
});

/** The name of the source of vocabularies that are imported without one. */
export const defaultSource = "vocabulary";

/** Takes back what a dry run wrote. */
class NotWritten extends Error {
  constructor(readonly loaded: LoadedConcepts) {
    super();
  }
}

/** Imports a vocabulary for an organiser, all of it or nothing. */
export async function importVocabulary(ctx: ThemeContext, input: ImportVocabularyInput): Promise<VocabularyReport> {
  await requireRight(ctx, themePolicy.editThemes);
  const { content, source } = checkInput(importRules, input);
  const ignoreUnknown = input.ignoreUnknown ?? false;
  const described = await readVocabulary(content, input.format, { ignoreUnknown });
  const concepts = checkedConcepts(described.concepts, { ignoreUnknown });
  const load = async (tx: ThemeTransaction): Promise<LoadedConcepts> => {
    await countWrite(tx, "edit");
    await tx.db.query(takeTurn);
    await lockVocabulary(tx);
    const from = source ?? defaultSource;
    const batch = inherit(tx.db, { source: from, now: tx.now(), newId: tx.newId });
    const loaded = await loadConcepts(batch, concepts, described.columns);
    if (input.dryRun) throw new NotWritten(loaded);
    const { written } = loaded.outcome;
    if (written > 0) tx.announce(importedEvent(from, "themes.csv", written));
    return loaded;
  };
  return reportOf(await participating(ctx, load).catch(notWritten));
}

function notWritten(error: unknown): LoadedConcepts {
  if (error instanceof NotWritten) return error.loaded;
  throw error;
}

const reportOf = ({ outcome: { added, changed, unchanged }, differing }: LoadedConcepts): VocabularyReport => ({
  ...{ added, changed, unchanged, differing },
});
