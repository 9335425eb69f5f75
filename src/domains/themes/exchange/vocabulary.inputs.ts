import { Field, InputType } from "type-graphql";
import { VocabularyFormat } from "./vocabulary-format.js";

@InputType({ description: "A vocabulary to import." })
export class ImportVocabularyInput {
  @Field(() => VocabularyFormat, { description: "The format of the text." })
  format: VocabularyFormat;

  @Field(() => String, {
    description:
      "The vocabulary, at most 200,000 bytes of UTF-8 and 10,000 themes. In SKOS, each `skos:Concept` is a theme: " +
      "`skos:notation`, or else the end of its IRI, is the slug, `skos:prefLabel` the label of a language, " +
      "`skos:altLabel` a synonym, `skos:broader` or the inverse `skos:narrower` the broader theme, and `owl:deprecated` " +
      "archives it; the rest is ignored. Contexts of JSON-LD are in the text itself, as nothing is fetched.",
  })
  content: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The name of the source, one line of at most 200 characters: a later import of the same source corrects what it " +
      "brought in. By default `vocabulary`.",
  })
  source?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether nothing is written, so that the report shows what would be; false by default.",
  })
  dryRun?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether labels in other languages than Dutch, French and English, and unknown columns, are ignored instead of " +
      "refused; false by default.",
  })
  ignoreUnknown?: boolean | null;
}
