import { Field, ID, InputType, Int } from "type-graphql";
import { Sector } from "../sector.enum.js";

@InputType({ description: "Changes to an organisation. An absent field retains its value; null clears it." })
export class EditOrganisationInput {
  @Field(() => ID, { description: "The id of the organisation, or of one that was merged into it." })
  id: string;

  @Field(() => Int, { description: "The version of the organisation on which the edit is based." })
  version: number;

  @Field(() => String, {
    nullable: true,
    description:
      "The new name, one line of 1 to 200 characters, which no other organisation has, whatever the case, accents and " +
      "spaces; cannot be cleared. The name before goes on finding the organisation.",
  })
  name?: string | null;

  @Field(() => Sector, { nullable: true, description: "The sector of the organisation; null clears it." })
  sector?: Sector | null;

  @Field(() => String, {
    nullable: true,
    description: "The new description, plain text of 1 to 2,000 characters; null clears it.",
  })
  description?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The new website, an https address of at most 2,000 characters; null clears it.",
  })
  website?: string | null;

  @Field(() => [String], {
    nullable: true,
    description:
      "The codes that replace all present ones, at most 20, none of another organisation: `OVO` and six digits, a KBO " +
      "number with its check digits, however it is punctuated, or the register, a colon and the code, such as " +
      "`OV:36031`; those that it has may stay in any form. Null or an empty list removes all.",
  })
  codes?: string[] | null;
}

@InputType({ description: "Two organisations that are one." })
export class MergeOrganisationsInput {
  @Field(() => ID, { description: "The id of the organisation that becomes part of the other." })
  fromId: string;

  @Field(() => ID, { description: "The id of the organisation that remains." })
  intoId: string;
}
