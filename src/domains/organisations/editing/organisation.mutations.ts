import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { mergeOrganisations } from "../merging/merge-organisations.service.js";
import { Organisation } from "../organisation.entity.js";
import { editOrganisation } from "./edit-organisation.service.js";
import { EditOrganisationInput, MergeOrganisationsInput } from "./organisation.inputs.js";

@ObjectType()
abstract class OrganisationPayload extends Payload {
  @Field(() => Organisation, {
    nullable: true,
    description: "The organisation in its current state; null when nothing was changed.",
  })
  organisation?: Organisation | null;
}

@ObjectType({ description: "The result of `editOrganisation`." })
export class EditOrganisationPayload extends OrganisationPayload {}

@ObjectType({ description: "The result of `mergeOrganisations`." })
export class MergeOrganisationsPayload extends OrganisationPayload {}

@Resolver()
export class OrganisationMutations {
  @Mutation(() => EditOrganisationPayload, {
    nullable: true,
    description:
      "Edits an organisation, for organisers and administrators: FORBIDDEN for others. Errors: INVALID_INPUT, NOT_FOUND, " +
      "TRY_AGAIN, STALE_VERSION, ORGANISATION_EXISTS, SUSPENDED.",
  })
  editOrganisation(
    @Ctx() ctx: Context,
    @Arg("input", () => EditOrganisationInput, { description: "The changes to the organisation." })
    input: EditOrganisationInput,
  ): Promise<EditOrganisationPayload> {
    return payload(async () => ({ organisation: await editOrganisation(ctx, input) }));
  }

  @Mutation(() => MergeOrganisationsPayload, {
    nullable: true,
    description:
      "Merges an organisation into another, for organisers and administrators: FORBIDDEN for others. Its members, " +
      "practices and codes become those of the other, which takes over its sector, description and website where it has " +
      "none; its id and names find the other from then on. No effect on two that are one already. It cannot be undone. " +
      "Errors: INVALID_INPUT, NOT_FOUND, TRY_AGAIN, SUSPENDED.",
  })
  mergeOrganisations(
    @Ctx() ctx: Context,
    @Arg("input", () => MergeOrganisationsInput, { description: "The organisation to merge and the one that remains." })
    input: MergeOrganisationsInput,
  ): Promise<MergeOrganisationsPayload> {
    return payload(async () => ({ organisation: await mergeOrganisations(ctx, input) }));
  }
}
