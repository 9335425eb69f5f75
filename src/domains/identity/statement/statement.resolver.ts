import { Arg, Ctx, FieldResolver, Mutation, ObjectType, Query, Resolver, Root } from "type-graphql";
import { payload } from "../../../core/errors/user-error.js";
import type { IdentityContext } from "../identity.services.js";
import { Viewer } from "../viewer.js";
import { callingViewer, ViewerPayload } from "../viewer.payload.js";
import { acceptedStatementOf, acceptPrivacyStatement } from "./statement.service.js";
import { AcceptedPrivacyStatement, AcceptPrivacyStatementInput, PrivacyStatement } from "./statement.types.js";

@ObjectType({ description: "The result of `acceptPrivacyStatement`." })
export class AcceptPrivacyStatementPayload extends ViewerPayload {}

@Resolver(() => Viewer)
export class StatementResolver {
  @Query(() => PrivacyStatement, {
    nullable: true,
    description: "The privacy statement that members accept when they sign up; null when the network has set none.",
  })
  privacyStatement(@Ctx() { privacyStatement }: IdentityContext): PrivacyStatement | null {
    return privacyStatement;
  }

  @FieldResolver(() => AcceptedPrivacyStatement, {
    nullable: true,
    description:
      "The version of the privacy statement that the viewer accepted last; null when they accepted none. An account " +
      "works without it: the front-end decides when it asks.",
  })
  acceptedPrivacyStatement(
    @Ctx() ctx: IdentityContext,
    @Root() { memberId }: Viewer,
  ): Promise<AcceptedPrivacyStatement | null> {
    return acceptedStatementOf(ctx, memberId);
  }

  @Mutation(() => AcceptPrivacyStatementPayload, {
    nullable: true,
    description:
      "Records that the caller accepts the privacy statement, with the time: for members who did not sign up with it, " +
      "or after a new version. Accepting a version again changes nothing. Errors: INVALID_INPUT.",
  })
  acceptPrivacyStatement(
    @Ctx() ctx: IdentityContext,
    @Arg("input", () => AcceptPrivacyStatementInput, { description: "The version that the caller accepts." })
    input: AcceptPrivacyStatementInput,
  ): Promise<AcceptPrivacyStatementPayload> {
    return payload(async () => {
      await acceptPrivacyStatement(ctx, input.version);
      return { viewer: callingViewer(ctx) };
    });
  }
}
