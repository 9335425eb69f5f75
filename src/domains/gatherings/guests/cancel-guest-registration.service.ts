import sql from "sql-template-tag";
import { inTransaction, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { reject } from "../../../core/errors/user-error.js";
import type { Gathering } from "../gathering.entity.js";
import { RegistrationStatus } from "../gathering.enums.js";
import { isToBeHeld } from "../gathering-end.js";
import { gatheringLocked } from "../gathering-lock.js";
import { deleteAnswers } from "../questions/stored-answers.js";
import { endRegistration, registrationOf } from "../registrations/places.js";
import type { Registration } from "../registrations/registration.entity.js";
import { isRegistered } from "../registrations/registration.service.js";
import { gatheringWording } from "../gathering.wording.js";
import { guestOfLink } from "./guest-links.js";
import { Guest } from "./guest.entity.js";

/**
 * Cancels the registration of a guest for a gathering that is still to be held; the first on the waiting list gets the
 * free place. With `erase`, nothing is left that tells who they are, at any time.
 */
export async function cancelGuestRegistration(
  ctx: Context,
  token: string,
  { erase }: { erase: boolean },
): Promise<Registration | null> {
  return inTransaction(ctx, async (tx) => {
    const { id: guestId, gatheringId } = await guestOfLink(tx, token);
    const gathering = (await gatheringLocked(tx, gatheringId))!;
    await guestOfLink(tx, token);
    const registration = await registrationOf(tx, gatheringId, { guestId });
    const isEnded = await endIfToCome(tx, gathering, registration);
    if (!isEnded && !erase) reject("GATHERING_CLOSED", gatheringWording.over, "token");
    if (erase) await eraseGuest(tx, guestId, registration);
    return erase ? null : registration;
  });
}

/** Erases the guests who confirmed this address, as its holder leaves the network; their places go to who waits. */
export async function eraseGuestsOf(tx: TransactionContext, email: string): Promise<void> {
  // In a fixed order, so that two who leave at the same time do not deadlock.
  const guests = await tx.db.query<{ id: string; gatheringId: string }>(sql`
    SELECT guest.id, guest.gathering_id AS "gatheringId" FROM guest WHERE email = ${email} ORDER BY gathering_id`);
  for (const { id: guestId, gatheringId } of guests) {
    const gathering = (await gatheringLocked(tx, gatheringId))!;
    const registration = await registrationOf(tx, gatheringId, { guestId });
    await endIfToCome(tx, gathering, registration);
    await eraseGuest(tx, guestId, registration);
  }
}

/** Whether the registration is cancelled now: who was there, or could have been, stays registered. */
async function endIfToCome(
  tx: TransactionContext,
  gathering: Gathering,
  registration: Registration | null,
): Promise<boolean> {
  if (registration?.checkedInAt !== null || !isToBeHeld(gathering, tx.now())) return false;
  if (isRegistered(registration)) await endRegistration(tx, gathering, registration);
  return true;
}

/** Figures of who took part stay as they were. */
async function eraseGuest(tx: TransactionContext, id: string, registration: Registration | null): Promise<void> {
  if (registration?.status !== RegistrationStatus.GOING) {
    await tx.manager.delete(Guest, { id });
    return;
  }
  await deleteAnswers(tx, registration.id);
  await tx.manager.update(Guest, { id }, { name: null, email: null, answers: null });
}
