import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../graphql/context.js";
import { payload, Payload } from "../graphql/user-error.js";
import {
  ChangePasswordInput,
  RefreshSessionInput,
  RevokeSessionInput,
  SignInInput,
  SignOutInput,
  SignUpInput,
} from "./account.inputs.js";
import { changePassword, signIn, signUp } from "./account.service.js";
import { OpenSession, refreshSession, revokeSession, signOut, type OpenedSession } from "./session.service.js";
import { Viewer, viewerByMemberId } from "./viewer.js";

@ObjectType()
abstract class SessionPayload extends Payload {
  @Field(() => OpenSession, { nullable: true, description: "What to go on with; null when nobody was signed in." })
  session?: OpenSession | null;
}

@ObjectType()
abstract class SignedInPayload extends SessionPayload {
  @Field(() => Viewer, { nullable: true, description: "Who is signed in now." })
  viewer?: Viewer | null;
}

@ObjectType({ description: "The answer of `signUp`." })
export class SignUpPayload extends SignedInPayload {}

@ObjectType({ description: "The answer of `signIn`." })
export class SignInPayload extends SignedInPayload {}

@ObjectType({ description: "The answer of `refreshSession`." })
export class RefreshSessionPayload extends SessionPayload {}

@ObjectType({ description: "The answer of `signOut`." })
export class SignOutPayload extends Payload {}

@ObjectType({ description: "The answer of `revokeSession`." })
export class RevokeSessionPayload extends Payload {}

@ObjectType({ description: "The answer of `changePassword`." })
export class ChangePasswordPayload extends Payload {}

@Resolver()
export class AccountMutations {
  @Mutation(() => SignUpPayload, { description: "Joins the network. INVALID_INPUT, EMAIL_TAKEN, TRY_AGAIN." })
  signUp(
    @Ctx() ctx: Context,
    @Arg("input", () => SignUpInput, { description: "The account to make." }) input: SignUpInput,
  ): Promise<SignUpPayload> {
    return payload(() => signedIn(ctx, signUp(ctx, input)));
  }

  @Mutation(() => SignInPayload, { description: "Signs in. INVALID_CREDENTIALS, TRY_AGAIN." })
  signIn(
    @Ctx() ctx: Context,
    @Arg("input", () => SignInInput, { description: "The address and the password." }) input: SignInInput,
  ): Promise<SignInPayload> {
    return payload(() => signedIn(ctx, signIn(ctx, input)));
  }

  @Mutation(() => RefreshSessionPayload, {
    description:
      "Renews a session. A refresh token used twice ends the session that it belongs to. INVALID_CREDENTIALS.",
  })
  refreshSession(
    @Ctx() ctx: Context,
    @Arg("input", () => RefreshSessionInput, { description: "The refresh token." }) input: RefreshSessionInput,
  ): Promise<RefreshSessionPayload> {
    return payload(() => refreshSession(ctx, input.refreshToken));
  }

  @Mutation(() => SignOutPayload, {
    description: "Ends the caller's session, or all of them. Its tokens are refused from then on, by every process.",
  })
  signOut(
    @Ctx() ctx: Context,
    @Arg("input", () => SignOutInput, { description: "How far." }) input: SignOutInput,
  ): Promise<SignOutPayload> {
    return payload(async () => {
      await signOut(ctx, input.everywhere);
      return {};
    });
  }

  @Mutation(() => RevokeSessionPayload, { description: "Ends one of the caller's sessions. NOT_FOUND." })
  revokeSession(
    @Ctx() ctx: Context,
    @Arg("input", () => RevokeSessionInput, { description: "Which." }) input: RevokeSessionInput,
  ): Promise<RevokeSessionPayload> {
    return payload(async () => {
      await revokeSession(ctx, input.id);
      return {};
    });
  }

  @Mutation(() => ChangePasswordPayload, {
    description:
      "Changes the caller's password and ends their other sessions. INVALID_INPUT, INVALID_CREDENTIALS, TRY_AGAIN.",
  })
  changePassword(
    @Ctx() ctx: Context,
    @Arg("input", () => ChangePasswordInput, { description: "The old and the new one." }) input: ChangePasswordInput,
  ): Promise<ChangePasswordPayload> {
    return payload(async () => {
      await changePassword(ctx, input);
      return {};
    });
  }
}

/** The payload resolves its viewer as the member who has just signed in. */
async function signedIn(
  ctx: Context,
  opening: Promise<OpenedSession>,
): Promise<{ session: OpenSession; viewer: Viewer | null }> {
  const { session, memberId } = await opening;
  ctx.callerId = memberId;
  return { session, viewer: await viewerByMemberId(ctx, memberId) };
}
