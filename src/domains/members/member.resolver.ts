import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { pageOf, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { Language } from "../../core/texts/language.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { viewerActor } from "../../core/access/actor.js";
import { can } from "../../core/access/policy.js";
import { Theme } from "../themes/theme.entity.js";
import { themeById } from "../themes/theme.reads.js";
import { Interest } from "./interest.entity.js";
import { nameOf } from "./member-name.js";
import { MemberConnection } from "./member.connection.js";
import { Member } from "./member.entity.js";
import { MemberFilter, MemberOrder } from "./member.inputs.js";
import { interestsOf, memberById, memberConditions, memberOrders } from "./member.reads.js";
import { organisationById } from "../organisations/organisation.reads.js";
import { Organisation } from "../organisations/organisation.entity.js";
import { memberPolicy } from "./member.policy.js";
import type { ThemeContext } from "../themes/theme.services.js";

@Resolver(() => Member)
export class MemberResolver {
  @Query(() => Member, {
    nullable: true,
    description: "The member with this id; null when there is none, or the caller may not see the profile.",
  })
  member(
    @Ctx() ctx: Context,
    @Arg("id", () => ID, { description: "The id of the member." }) id: string,
  ): Promise<Member | null> {
    return memberById(ctx, id);
  }

  @Query(() => MemberConnection, {
    nullable: true,
    description:
      "The members whose profile the caller may see, ordered by name by default; former members are " +
      "excluded. Errors: BAD_USER_INPUT, INVALID_CURSOR.",
  })
  members(
    @Ctx() ctx: Context,
    @Arg("filter", () => MemberFilter, { nullable: true, description: "Restricts the list; without it, all members." })
    filter: MemberFilter | null,
    @Arg("orderBy", () => MemberOrder, {
      nullable: true,
      defaultValue: MemberOrder.NAME,
      description: "The sort order of the list.",
    })
    orderBy: MemberOrder | null,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
  ): Promise<Page<Member>> {
    const list = {
      name: "members",
      node: Member,
      where: memberConditions(ctx, filter),
      order: memberOrders[orderBy ?? MemberOrder.NAME],
    };
    return pageOf(ctx, MemberConnection, list, args);
  }

  @FieldResolver(() => String, {
    description:
      "The name of the member, one line of 1 to 120 characters; “Former member” in `language` if the account was erased.",
  })
  name(
    @Ctx() ctx: Context,
    @Root() member: Member,
    @Arg("language", () => Language, {
      nullable: true,
      description:
        "The language of “Former member”. Default: the best match for the `Accept-Language` header, or Dutch.",
    })
    language: Language | null,
  ): string {
    return nameOf(member, language ?? ctx.language);
  }

  @FieldResolver(() => Boolean, {
    description:
      "Whether the member has left and the account was erased; the contributions that they chose to leave " +
      "behind remain under this member.",
  })
  former(@Root() member: Member): boolean {
    return member.erasedAt !== null;
  }

  @FieldResolver(() => Boolean, {
    description:
      "Whether the caller may edit this profile, which is true only for their own; false when nobody is " +
      "signed in.",
  })
  async viewerCanEdit(@Ctx() ctx: Context, @Root() member: Member): Promise<boolean> {
    return can(await viewerActor(ctx), memberPolicy.edit, member);
  }

  @FieldResolver(() => Organisation, {
    nullable: true,
    description: "The organisation where the member works; null when not given, and when a moderator has hidden it.",
  })
  organisation(@Ctx() ctx: Context, @Root() member: Member): Promise<Organisation | null> {
    return member.organisationId === null ? Promise.resolve(null) : organisationById(ctx, member.organisationId);
  }

  @FieldResolver(() => [Interest], {
    description: "The member's interests, ordered by the slug of the theme; empty when there are none.",
  })
  interests(@Ctx() ctx: Context, @Root() member: Member): Promise<Interest[]> {
    return interestsOf(ctx, member.id);
  }
}

@Resolver(() => Interest)
export class InterestResolver {
  @FieldResolver(() => Theme, { description: "The theme of the interest." })
  theme(@Ctx() ctx: ThemeContext, @Root() interest: Interest): Promise<Theme | null> {
    return themeById(ctx, interest.themeId);
  }
}
