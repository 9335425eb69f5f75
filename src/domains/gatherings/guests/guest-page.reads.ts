import sql from "sql-template-tag";
import type { GatheringsContext } from "../gatherings.services.js";
import type { Answers } from "../questions/answers.js";
import { openedAnswers } from "../questions/stored-answers.js";
import type { RegistrationQuestion } from "../questions/registration-question.types.js";
import { endIn } from "../gathering-end.js";
import type { RegistrationStatus } from "../gathering.enums.js";
import { guestOfLink } from "./guest-links.js";
import type { Guest } from "./guest.entity.js";

/** What the page behind a guest's link shows. */
export interface GuestView {
  guest: Guest;
  /** Null when a moderator has hidden the gathering: nothing of it is shown then. */
  title: string | null;
  startsAt: Date;
  endsAt: Date | null;
  timeZone: string;
  placeName: string | null;
  placeAddress: string | null;
  onlineUrl: string | null;
  questions: RegistrationQuestion[];
  /** Whether the gathering is scheduled and not over. */
  isToCome: boolean;
  /** Null until the address is confirmed. */
  status: RegistrationStatus | null;
  answers: Answers;
}

/** What a guest may see by their link; rejects when it does not work. */
export async function guestView(ctx: GatheringsContext, token: string): Promise<GuestView> {
  const guest = await guestOfLink(ctx, token);
  type Row = Omit<GuestView, "guest" | "answers"> & { registrationId: string | null; sealed: string | null };
  const [row] = await ctx.db.query<Row>(sql`
    SELECT CASE WHEN g.hidden_at IS NULL THEN g.title END AS title, g.starts_at AS "startsAt", g.ends_at AS "endsAt", g.time_zone AS "timeZone", g.place_name AS "placeName",
      g.place_address AS "placeAddress", g.online_url AS "onlineUrl", g.questions, r.status, r.id AS "registrationId", a.sealed,
      g.status = 'SCHEDULED' AND g.hidden_at IS NULL AND ${endIn(sql`g`)} > ${ctx.now()} AS "isToCome"
    FROM gathering g LEFT JOIN registration r ON r.guest_id = ${guest.id}
    LEFT JOIN registration_answers a ON a.registration_id = r.id
    WHERE g.id = ${guest.gatheringId}`);
  const { registrationId, sealed, ...shown } = row!;
  const answers =
    registrationId === null
      ? await openedAnswers(ctx, guest.id, guest.answers)
      : await openedAnswers(ctx, registrationId, sealed);
  return { ...shown, guest, answers };
}
