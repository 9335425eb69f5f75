import { Field, ObjectType } from "type-graphql";
import { Payload } from "../../core/errors/user-error.js";
import { OpenSession, type OpenedSession } from "./session.service.js";
import { Viewer, viewerByMemberId } from "./viewer.js";
import type { IdentityContext } from "./identity.services.js";

@ObjectType()
export abstract class SessionPayload extends Payload {
  @Field(() => OpenSession, { nullable: true, description: "What to go on with; null when nobody was signed in." })
  session?: OpenSession | null;
}

@ObjectType()
export abstract class SignedInPayload extends SessionPayload {
  @Field(() => Viewer, { nullable: true, description: "Who is signed in now; null when nobody was signed in." })
  viewer?: Viewer | null;
}

/** The payload resolves its viewer as the member who has just signed in. */
export async function signedIn(
  ctx: IdentityContext,
  opening: OpenedSession | Promise<OpenedSession>,
): Promise<{ session: OpenSession; viewer: Viewer | null }> {
  const { session, memberId } = await opening;
  ctx.callerId = memberId;
  return { session, viewer: await viewerByMemberId(ctx, memberId) };
}
