import sql from "sql-template-tag";
import { actorOf } from "../../../core/access/actor.js";
import { can } from "../../../core/access/policy.js";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { nameOf } from "../../members/member-name.js";
import { memberById } from "../../members/member.reads.js";
import { organisationById } from "../../organisations/organisation.reads.js";
import type { Gathering } from "../gathering.entity.js";
import { gatheringPolicy } from "../gathering.policy.js";
import { gatheringById, hostIds } from "../gathering.reads.js";
import type { GatheringsContext } from "../gatherings.services.js";
import { answersForReader } from "../questions/answers.reads.js";
import type { RegistrationAnswer } from "../questions/registration-answer.types.js";
import { Registration } from "../registrations/registration.entity.js";
import { guestOf } from "../registrations/registration.reads.js";

/** More than any gathering has. */
const maxParticipants = 10_000;

export interface Participant {
  /** Null for a member whose profile the caller may not see, and for a guest who was erased. */
  name: string | null;
  organisation: string | null;
  isGuest: boolean;
  registration: Registration;
  /** Null where the caller may not see it. */
  checkedInAt: Date | null;
  answers: readonly RegistrationAnswer[];
}

/** The gathering, if the caller hosts or organises it. */
export async function managedGathering(ctx: GatheringsContext, id: string): Promise<Gathering | null> {
  const gathering = await gatheringById(ctx, id);
  if (!gathering) return null;
  const subject = { hostIds: await hostIds(ctx, gathering.id) };
  return can(await actorOf(ctx), gatheringPolicy.manage, subject) ? gathering : null;
}

/** Who registered and did not cancel, in the order of registration, with what the caller may see of each. */
export async function participantsOf(
  ctx: GatheringsContext,
  gatheringId: string,
  { withAnswers }: { withAnswers: boolean },
): Promise<Participant[]> {
  const rows = await ctx.db.query<Registration>(sql`
    SELECT ${columnsOf(ctx.database.source, Registration, "e")} FROM registration e
    WHERE e.gathering_id = ${gatheringId} AND e.status <> 'CANCELLED' ORDER BY e.queue_number LIMIT ${maxParticipants}`);
  return Promise.all(rows.map((row) => participantOf(ctx, entityOf(Registration, row), withAnswers)));
}

async function participantOf(
  ctx: GatheringsContext,
  registration: Registration,
  withAnswers: boolean,
): Promise<Participant> {
  const { id, gatheringId, memberId } = registration;
  const [member, guest, hosts, actor, answers] = await Promise.all([
    memberId === null ? null : memberById(ctx, memberId),
    memberId === null ? guestOf(ctx, id) : null,
    hostIds(ctx, gatheringId),
    actorOf(ctx),
    withAnswers ? answersForReader(ctx, id) : null,
  ]);
  const organisation = member?.organisationId ? await organisationById(ctx, member.organisationId) : null;
  const seesCheckIn = can(actor, gatheringPolicy.seeCheckIn, { memberId: memberId ?? "", hostIds: hosts });
  return {
    name: member ? nameOf(member, ctx.language) : (guest?.name ?? null),
    organisation: organisation?.name ?? null,
    isGuest: memberId === null,
    registration,
    checkedInAt: seesCheckIn ? registration.checkedInAt : null,
    answers: answers ?? [],
  };
}
