import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { viewerActor } from "../../core/access/actor.js";
import { can } from "../../core/access/policy.js";
import { connectionType, pageOf, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { codesOf } from "./organisation-codes.reads.js";
import { Organisation } from "./organisation.entity.js";
import { organisationPolicy } from "./organisation.policy.js";
import { byName, organisationById, organisationConditions } from "./organisation.reads.js";

export const OrganisationConnection = connectionType("Organisation", () => Organisation);

@Resolver(() => Organisation)
export class OrganisationResolver {
  @Query(() => Organisation, {
    nullable: true,
    description:
      "The organisation with this id, or the one that it was merged into; null when there is none, or a moderator has " +
      "hidden it from the caller.",
  })
  organisation(
    @Ctx() ctx: Context,
    @Arg("id", () => ID, { description: "The id of the organisation." }) id: string,
  ): Promise<Organisation | null> {
    return organisationById(ctx, id);
  }

  @Query(() => OrganisationConnection, {
    nullable: true,
    description:
      "The organisations that the caller may see, ordered by name; those that were merged into another are excluded. " +
      "Errors: BAD_USER_INPUT, INVALID_CURSOR.",
  })
  organisations(
    @Ctx() ctx: Context,
    @Arg("search", () => String, {
      nullable: true,
      description:
        "Restricts the list to organisations whose name, or the name of one that was merged into them, contains, for " +
        "each word of this text, a word that begins with it or is another form of it, ignoring case and accents; and " +
        "to the one with this code. At most 200 characters; absent, null and empty mean all. A text without a word, " +
        "such as an emoji, matches nothing.",
    })
    search: string | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Organisation>> {
    const list = {
      name: "organisations",
      node: Organisation,
      where: organisationConditions(ctx, search),
      order: byName,
    };
    return pageOf(ctx, OrganisationConnection, list, args);
  }

  @FieldResolver(() => [String], {
    description:
      "The codes of the organisation in public registers, sorted, each of one organisation alone: `OVO002949` for an " +
      "entity of the Flemish government, ten digits for a KBO number, `OV:36031` for a code of another register. Known " +
      "from the sign-in of members and from organisers; empty when not known. Whoever may see the organisation sees them.",
  })
  codes(@Ctx() ctx: Context, @Root() { id }: Organisation): Promise<string[]> {
    return codesOf(ctx, id);
  }

  @FieldResolver(() => Boolean, {
    description:
      "Whether the caller may edit the organisation and merge it, which is true for organisers and administrators.",
  })
  async viewerCanEdit(@Ctx() ctx: Context): Promise<boolean> {
    return can(await viewerActor(ctx), organisationPolicy.edit);
  }
}
