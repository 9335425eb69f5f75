import sql from "sql-template-tag";
import { participating } from "../../../core/access/actor.js";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { reject, rejectInput } from "../../../core/errors/user-error.js";
import { inTransaction, requireCaller, type TransactionContext } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import type { Gathering } from "../gathering.entity.js";
import { isToBeHeld } from "../gathering-end.js";
import type { GatheringsContext } from "../gatherings.services.js";
import { gatheringWording } from "../gathering.wording.js";
import { answersOf } from "../questions/answers.js";
import { endRegistration, registrationsOfMember } from "../registrations/places.js";
import { isRegistered, registerAt, wayIn, type Entry } from "../registrations/registration.service.js";
import { inTurnAtSeries } from "../registrations/registration-turns.js";
import { SeriesRegistration } from "./series-registration.entity.js";
import type { RegisterForSeriesInput } from "./series.inputs.js";
import { seriesLocked } from "./series-scope.js";
import { seriesWording } from "./series.wording.js";

/** How many places count as one registration among what a member writes. */
const placesPerWrite = 10;

/**
 * Registers the caller for every gathering of a series that is still to be held and open for registration, or will be,
 * except for some; on the waiting list of those that are full. Places that they have stay.
 */
export async function registerForSeries(
  ctx: GatheringsContext,
  input: RegisterForSeriesInput,
): Promise<SeriesRegistration> {
  const memberId = requireCaller(ctx);
  const [seriesId, except] = [idOf(input.seriesId), (input.except ?? []).map(idOf)];
  const work = async (tx: TransactionContext<GatheringsContext>): Promise<SeriesRegistration> => {
    await countWrite(tx, "registration");
    const series = await visibleSeries(tx, seriesId);
    const unknown = except.findIndex((id) => !series.some((gathering) => gathering.id === id));
    if (unknown >= 0) rejectInput(InputProblem.UNKNOWN, seriesWording.noGatheringOfIt, "except", String(unknown));
    const open = series.filter((gathering) => isOpen(gathering, tx.now()));
    if (open.length === 0) reject("REGISTRATION_CLOSED", seriesWording.noneOpen, "seriesId");
    const registrations = await registrationsOfMember(tx, open, memberId);
    const entries: Entry[] = [];
    let uninvited = false;
    for (const gathering of open) {
      if (except.includes(gathering.id)) continue;
      const before = registrations.get(gathering.id) ?? null;
      if (isRegistered(before)) continue;
      const way = await wayIn(tx, gathering, { memberId }, before);
      if (way === null) uninvited = true;
      else {
        const answers = answersOf(gathering.questions, input.answers ?? [], { lenient: true });
        entries.push({ gathering, way, answers });
      }
    }
    if (entries.length === 0 && uninvited)
      reject("INVITATION_REQUIRED", gatheringWording.invitationRequired, "seriesId");
    if (entries.length === 0) reject("ALREADY_REGISTERED", seriesWording.registered, "seriesId");
    for (let n = placesPerWrite; n <= entries.length; n += placesPerWrite) await countWrite(tx, "registration");
    await registerAt(tx, { memberId }, entries);
    const [row] = await tx.db.query<SeriesRegistration>(sql`
      INSERT INTO series_registration AS e (id, series_id, member_id, registered_at)
      VALUES (${tx.newId()}, ${seriesId}, ${memberId}, ${tx.now()})
      ON CONFLICT (series_id, member_id) DO UPDATE SET registered_at = excluded.registered_at, cancelled_at = NULL
      RETURNING ${columnsOf(tx.database.source, SeriesRegistration, "e")}`);
    return entityOf(SeriesRegistration, row!);
  };
  return inTurnAtSeries(ctx, seriesId, () => participating(ctx, work));
}

/** Cancels the caller's registration for a series, and with it all for its gatherings that are still to be held. */
export async function cancelSeriesRegistration(ctx: GatheringsContext, id: string): Promise<SeriesRegistration> {
  const memberId = requireCaller(ctx);
  const seriesId = idOf(id);
  const work = async (tx: TransactionContext<GatheringsContext>): Promise<SeriesRegistration> => {
    const series = await visibleSeries(tx, seriesId);
    const [row] = await tx.db.query<SeriesRegistration>(sql`
      SELECT ${columnsOf(tx.database.source, SeriesRegistration, "e")} FROM series_registration e
      WHERE e.series_id = ${seriesId} AND e.member_id = ${memberId} AND e.cancelled_at IS NULL FOR UPDATE`);
    if (!row) return reject("NOT_REGISTERED", seriesWording.notRegistered, "seriesId");
    const registrations = await registrationsOfMember(tx, series, memberId);
    for (const gathering of series) {
      if (!isToBeHeld(gathering, tx.now())) continue;
      const registration = registrations.get(gathering.id);
      if (registration && isRegistered(registration) && registration.checkedInAt === null)
        await endRegistration(tx, gathering, registration);
    }
    const cancelledAt = tx.now();
    await tx.manager.update(SeriesRegistration, { id: row.id }, { cancelledAt });
    return Object.assign(entityOf(SeriesRegistration, row), { cancelledAt });
  };
  return inTurnAtSeries(ctx, seriesId, () => inTransaction(ctx, work));
}

/** The gatherings of a series, locked, but for hidden ones. NOT_FOUND when there is none. */
async function visibleSeries(tx: TransactionContext, seriesId: string): Promise<Gathering[]> {
  const series = (await seriesLocked(tx, seriesId)).filter(({ hiddenAt }) => hiddenAt === null);
  if (series.length === 0) reject("NOT_FOUND", seriesWording.noSeries, "seriesId");
  return series;
}

/** Whether a registration for the series gives a place: registration is open or will be. */
const isOpen = (gathering: Gathering, now: Date): boolean =>
  isToBeHeld(gathering, now) &&
  !gathering.needsHost &&
  (gathering.registrationClosesAt === null || gathering.registrationClosesAt > now);
