import { Arg, Ctx, Extensions, Field, FieldResolver, Mutation, ObjectType, Resolver, Root } from "type-graphql";
import { payload, Payload } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { Member } from "../../members/member.entity.js";
import { memberById } from "../../members/member.reads.js";
import { Gathering } from "../gathering.entity.js";
import { gatheringById } from "../gathering.reads.js";
import { HostMail } from "./host-mail.entity.js";
import { MailParticipantsInput } from "./host-mail.inputs.js";
import { hostMailsOf } from "./host-mail.reads.js";
import { mailParticipants } from "./host-mail.service.js";

@ObjectType({ description: "The result of `mailParticipants`." })
export class MailParticipantsPayload extends Payload {
  @Field(() => HostMail, { nullable: true, description: "The mail that was sent; null when none was." })
  mail?: HostMail | null;
}

@Resolver(() => HostMail)
export class HostMailResolver {
  @FieldResolver(() => Gathering, {
    nullable: true,
    description: "The gathering that the mail is about; null if the caller may not see it any more.",
  })
  gathering(@Ctx() ctx: Context, @Root() { gatheringId }: HostMail): Promise<Gathering | null> {
    return gatheringById(ctx, gatheringId);
  }

  @FieldResolver(() => Member, {
    nullable: true,
    description: "The host or organiser who sent the mail; null if the caller may not see the member's profile.",
  })
  author(@Ctx() ctx: Context, @Root() { authorId }: HostMail): Promise<Member | null> {
    return memberById(ctx, authorId);
  }

  @Mutation(() => MailParticipantsPayload, {
    nullable: true,
    description:
      "Sends a mail to those registered for a gathering: its hosts, organisers and administrators may, at most three times " +
      "for each gathering. Recipients are notified, and get the mail as they chose for notifications of the kind HOST_MAIL; " +
      "with the name of the sender and without their address, so that nobody can reply to it. Errors: INVALID_INPUT, " +
      "NOT_FOUND, STATUS_CONFLICT, MAILS_SENT, TRY_AGAIN, IDEMPOTENCY_CONFLICT, SUSPENDED.",
  })
  mailParticipants(
    @Ctx() ctx: Context,
    @Arg("input", () => MailParticipantsInput, { description: "The mail, and whom it goes to." })
    input: MailParticipantsInput,
  ): Promise<MailParticipantsPayload> {
    return payload(async () => ({ mail: await mailParticipants(ctx, input) }));
  }
}

@Resolver(() => Gathering)
export class GatheringHostMailsResolver {
  @FieldResolver(() => [HostMail], {
    description:
      "The mails of hosts to those registered, the earliest first, usually at most 3: all for hosts, organisers and " +
      "administrators; for registered members those that went to registrations like theirs; empty for everybody else.",
  })
  @Extensions({ listSize: 3 })
  hostMails(@Ctx() ctx: Context, @Root() { id }: Gathering): Promise<HostMail[]> {
    return hostMailsOf(ctx, id);
  }
}
