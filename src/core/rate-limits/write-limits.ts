import sql from "sql-template-tag";
import { Role } from "../access/role.js";
import { rejectUntil } from "../errors/user-error.js";
import { requireCaller, type TransactionContext } from "../graphql/context.js";
import type { Wording } from "../texts/wording.js";
import { addDrops } from "./leaky-buckets.js";

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** How many at once and then a minute, and how many at once and then a day. */
interface Limit {
  minute: number;
  day: number;
}

/** How much a member writes that others see, or that all processes have to follow. Withdrawing is not limited. */
const writeLimits = {
  /** `postIdea` and `postIdeaDraft` */
  idea: { member: { minute: 20, day: 200 }, newcomer: { minute: 10, day: 40 } },
  /** `saveIdeaDraft`, which clients may send by themselves while somebody writes */
  draft: { member: { minute: 60, day: 3_000 }, newcomer: { minute: 60, day: 1_000 } },
  /** `commentOnIdea`, replies included */
  comment: { member: { minute: 30, day: 500 }, newcomer: { minute: 15, day: 100 } },
  /** `supportIdea`, when it adds a support */
  support: { member: { minute: 60, day: 1_000 }, newcomer: { minute: 30, day: 200 } },
  /** `sharePractice` */
  practice: { member: { minute: 10, day: 50 }, newcomer: { minute: 5, day: 10 } },
  /** `recordPracticeUse` */
  practiceUse: { member: { minute: 20, day: 100 }, newcomer: { minute: 10, day: 30 } },
  /** `requestCollaboration`, `joinForces` and `inviteToCollaboration`, which have a limit of pending requests besides */
  collaborationRequest: { member: { minute: 10, day: 30 }, newcomer: { minute: 5, day: 10 } },
  /** `askForHelp`, which the asked member's setting limits besides */
  helpRequest: { member: { minute: 10, day: 30 }, newcomer: { minute: 5, day: 10 } },
  /** `sendMessage` */
  collaborationMessage: { member: { minute: 30, day: 500 }, newcomer: { minute: 15, day: 100 } },
  /** `suggestTheme`, of which a few may wait at a time besides */
  themeSuggestion: { member: { minute: 5, day: 20 }, newcomer: { minute: 5, day: 10 } },
  /** `leaveMessage` of somebody who is signed in */
  message: { member: { minute: 5, day: 30 }, newcomer: { minute: 5, day: 10 } },
  /** `answerMessage` */
  messageAnswer: { member: { minute: 10, day: 100 }, newcomer: { minute: 10, day: 100 } },
  /** `report` */
  report: { member: { minute: 20, day: 200 }, newcomer: { minute: 10, day: 30 } },
  /** `registerForGathering` */
  registration: { member: { minute: 30, day: 300 }, newcomer: { minute: 15, day: 60 } },
  /** `inviteToGathering`, for each member, and `inviteCoAuthor` */
  invitation: { member: { minute: 100, day: 500 }, newcomer: { minute: 20, day: 40 } },
  /** `checkIn` and `undoCheckIn` */
  checkIn: { member: { minute: 120, day: 3_000 }, newcomer: { minute: 120, day: 3_000 } },
  /** `scheduleGathering` and `proposeGathering` */
  gathering: { member: { minute: 10, day: 40 }, newcomer: { minute: 5, day: 10 } },
  /** `createLearningTrack` and `duplicateLearningTrack` */
  track: { member: { minute: 10, day: 40 }, newcomer: { minute: 5, day: 10 } },
  /** `enrolInTrack` */
  enrolment: { member: { minute: 20, day: 100 }, newcomer: { minute: 10, day: 30 } },
  /** `markStep`, when it changes something */
  stepMark: { member: { minute: 60, day: 1_000 }, newcomer: { minute: 60, day: 500 } },
  /** `mailParticipants`, which has a limit for each gathering besides */
  hostMail: { member: { minute: 5, day: 20 }, newcomer: { minute: 5, day: 10 } },
  /** `proposeAgendaItem` */
  agendaItem: { member: { minute: 20, day: 100 }, newcomer: { minute: 10, day: 30 } },
  /** `editIdea`, `markAnswer`, `editPractice`, `editPracticeUse`, `decidePractice`, `editGathering`, `editLearningTrack`, `publishLearningTrack`, `decideAgendaItem`, `decideRegistration`, `orderAgenda`, `assignMessage`, `updateCollaboration`, `editOrganisation`, `mergeOrganisations`, `decideThemeSuggestion`, and what changes the vocabulary */
  edit: { member: { minute: 30, day: 500 }, newcomer: { minute: 15, day: 100 } },
  /** `updateProfile` and `setInterests` */
  profile: { member: { minute: 20, day: 200 }, newcomer: { minute: 20, day: 100 } },
  /** `updateSettings`, `blockMember`, `unblockMember`, `dismissSuggestion` and `restoreSuggestion`, when they change something */
  setting: { member: { minute: 60, day: 1_000 }, newcomer: { minute: 60, day: 1_000 } },
} satisfies Record<string, { member: Limit; newcomer: Limit }>;

export type Write = keyof typeof writeLimits;

const limitReached: Wording = {
  NL: "Je hebt de limiet bereikt voor dit soort wijzigingen",
  FR: "Vous avez atteint la limite pour ce type de modification",
  EN: "You have reached the limit for changes of this kind",
};

/** How long after joining a member is a newcomer. */
const newcomerFor = sql`interval '3 days'`;
/** How many times as much organisers and administrators may write, who work for others. */
const organisersTimes = 5;

/**
 * Counts what the caller writes, over all processes; rejects with TRY_AGAIN beyond the limit. Called in the transaction
 * of the write, so that what fails is not counted, and what comes at once is counted one after the other.
 */
export async function countWrite(tx: TransactionContext, write: Write): Promise<void> {
  if (!tx.writeLimits) return;
  const memberId = requireCaller(tx);
  const [writer] = await tx.db.query<{ isNewcomer: boolean; isOrganiser: boolean }>(sql`
    SELECT joined_at > ${tx.now()}::timestamptz - ${newcomerFor} AS "isNewcomer",
      coalesce(account.roles && ${[Role.ORGANISER, Role.ADMIN]}::role[], false) AS "isOrganiser"
    FROM member LEFT JOIN account ON account.member_id = member.id WHERE member.id = ${memberId}`);
  const { isNewcomer, isOrganiser } = writer!;
  const { minute, day } = writeLimits[write][isNewcomer && !isOrganiser ? "newcomer" : "member"];
  const times = isOrganiser ? organisersTimes : 1;
  const levels = await addDrops(tx.db, [
    { key: `${write} a minute by ${memberId}`, size: times * minute, periodMs: minuteMs },
    { key: `${write} a day by ${memberId}`, size: times * day, periodMs: dayMs },
  ]);
  const full = levels.filter(({ overflowed }) => overflowed);
  if (full.length > 0) rejectUntil(Math.max(...full.map(({ retryAfterSeconds }) => retryAfterSeconds)), limitReached);
}
