import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { pageOf, type Page } from "../../core/graphql/connection.js";
import type { Context } from "../../core/graphql/context.js";
import { Language } from "../../core/graphql/language.js";
import { ConnectionArgs } from "../../core/graphql/pagination.js";
import { actorOf } from "../../core/access/actor.js";
import { can } from "../../core/access/policy.js";
import { Theme } from "../themes/theme.entity.js";
import { themeById } from "../themes/theme.reads.js";
import { Interest } from "./interest.entity.js";
import { MemberConnection } from "./member.connection.js";
import { Member } from "./member.entity.js";
import { MemberFilter, MemberOrder } from "./member.inputs.js";
import { interestsOf, memberById, memberConditions, memberOrders, organisationById } from "./member.reads.js";
import { Organisation } from "./organisation.entity.js";
import { memberPolicy } from "./member.policy.js";
import type { ThemeContext } from "../themes/theme.services.js";

const formerMember: Record<Language, string> = {
  [Language.NL]: "Voormalig lid",
  [Language.FR]: "Ancien membre",
  [Language.EN]: "Former member",
};

@Resolver(() => Member)
export class MemberResolver {
  @Query(() => Member, { nullable: true, description: "The member with this id; null when there is none." })
  member(
    @Ctx() ctx: Context,
    @Arg("id", () => ID, { description: "The member's id." }) id: string,
  ): Promise<Member | null> {
    return memberById(ctx, id);
  }

  @Query(() => MemberConnection, { description: "The network's members." })
  members(
    @Ctx() ctx: Context,
    @Arg("filter", () => MemberFilter, { nullable: true, description: "Which members; all when absent." })
    filter: MemberFilter | null,
    @Arg("orderBy", () => MemberOrder, {
      nullable: true,
      defaultValue: MemberOrder.NAME,
      description: "In which order.",
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
    description: "The name the member goes by, 1 to 120 characters; “Former member” in `language` for one who left.",
  })
  name(
    @Ctx() ctx: Context,
    @Root() member: Member,
    @Arg("language", () => Language, {
      nullable: true,
      description: "The language of “Former member”; by default that of the `Accept-Language` header, then Dutch.",
    })
    language: Language | null,
  ): string {
    return member.erasedAt === null ? member.name : formerMember[language ?? ctx.language];
  }

  @FieldResolver(() => Boolean, {
    description: "True for one who left and had their account erased; what they let stay is kept under this member.",
  })
  former(@Root() member: Member): boolean {
    return member.erasedAt !== null;
  }

  @FieldResolver(() => Boolean, { description: "Whether this is the caller's own profile, to be edited." })
  async viewerCanEdit(@Ctx() ctx: Context, @Root() member: Member): Promise<boolean> {
    return can(await actorOf(ctx), memberPolicy.edit, member);
  }

  @FieldResolver(() => Organisation, { nullable: true, description: "Where the member works; null when not told." })
  organisation(@Ctx() ctx: Context, @Root() member: Member): Promise<Organisation | null> {
    return member.organisationId === null ? Promise.resolve(null) : organisationById(ctx, member.organisationId);
  }

  @FieldResolver(() => [Interest], { description: "The member's ties to themes, by the themes' slugs." })
  interests(@Ctx() ctx: Context, @Root() member: Member): Promise<Interest[]> {
    return interestsOf(ctx, member.id);
  }
}

@Resolver(() => Interest)
export class InterestResolver {
  @FieldResolver(() => Theme, { description: "The theme." })
  theme(@Ctx() ctx: ThemeContext, @Root() interest: Interest): Promise<Theme | null> {
    return themeById(ctx, interest.themeId);
  }
}
