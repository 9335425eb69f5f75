import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { ThemeContext } from "../theme.services.js";
import { importVocabulary } from "./import-vocabulary.service.js";
import { VocabularyReport } from "./vocabulary-report.js";
import { ImportVocabularyInput } from "./vocabulary.inputs.js";

@ObjectType({ description: "The result of `importVocabulary`." })
export class ImportVocabularyPayload extends Payload {
  @Field(() => VocabularyReport, {
    nullable: true,
    description: "What was imported, or would be; null when nothing is, because something is wrong.",
  })
  report?: VocabularyReport | null;
}

@Resolver()
export class VocabularyMutations {
  @Mutation(() => ImportVocabularyPayload, {
    nullable: true,
    description:
      "Imports a vocabulary in SKOS or CSV, for organisers and administrators: all of it, or nothing when something is " +
      "wrong, with up to 100 errors of type `VocabularyError`. New themes are added; of those that are there, an import " +
      "of the same source corrects the labels, the synonyms and whether they are archived, unless somebody edited them " +
      "since. `/export/vocabulary.ttl`, `.jsonld` and `.csv` export it for everybody. Errors: INVALID_INPUT, TRY_AGAIN, " +
      "SUSPENDED. Faults: FORBIDDEN.",
  })
  importVocabulary(
    @Ctx() ctx: ThemeContext,
    @Arg("input", () => ImportVocabularyInput, { description: "The text of the vocabulary, and its format." })
    input: ImportVocabularyInput,
  ): Promise<ImportVocabularyPayload> {
    return payload(async () => ({ report: await importVocabulary(ctx, input) }));
  }
}
