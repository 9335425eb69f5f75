import { Field, ObjectType } from "type-graphql";
import { Payload } from "../../core/errors/user-error.js";
import { OpenSession, type OpenedSession } from "./session.service.js";
import { Viewer, viewerByMemberId } from "./viewer.js";
import type { IdentityContext } from "./identity.services.js";

@ObjectType()
export abstract class SessionPayload extends Payload {
  @Field(() => OpenSession, {
    nullable: true,
    description: "The tokens of the session; null when no session was opened.",
  })
  session?: OpenSession | null;
}

@ObjectType()
export abstract class SignedInPayload extends SessionPayload {
  @Field(() => Viewer, {
    nullable: true,
    description: "The member who has signed in; null when no session was opened.",
  })
  viewer?: Viewer | null;
}

/** Sets the caller to the member who has signed in, so that the payload resolves `viewer`. */
export async function signedIn(
  ctx: IdentityContext,
  opening: OpenedSession | Promise<OpenedSession>,
): Promise<{ session: OpenSession; viewer: Viewer | null }> {
  const { session, memberId } = await opening;
  ctx.callerId = memberId;
  return { session, viewer: await viewerByMemberId(ctx, memberId) };
}
