import { Field, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "What an import of a vocabulary did, or with `dryRun` would do. For who imported it." })
export class VocabularyReport {
  @Field(() => Int, { description: "The number of themes that were new." })
  added: number;

  @Field(() => Int, { description: "The number of themes that were there already, of which something was taken over." })
  changed: number;

  @Field(() => Int, { description: "The number of themes that are as the vocabulary has them." })
  unchanged: number;

  @Field(() => [String], {
    description:
      "The slugs of themes of which something differs and stays as it is in the network, ordered: what was edited here, " +
      "what another source or the network owns, and the broader theme of a theme that is there.",
  })
  differing: string[];
}
