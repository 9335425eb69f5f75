import type { TransactionContext } from "../../../core/graphql/context.js";
import { Gathering } from "../gathering.entity.js";
import { RegistrationMode, type GatheringStatus } from "../gathering.enums.js";
import { columnsOfGiven, setThemes } from "./gathering-changes.js";
import { timesOf } from "./gathering-times.js";
import type { GivenGathering } from "./scheduling.validation.js";

/** How a gathering comes to be, beside what is given of it. */
export interface Origin {
  status: GatheringStatus;
  proposerId?: string;
  seriesId?: string;
}

/** Stores a new gathering without hosts; ends the mutation with what is wrong with its times and themes. */
export async function insertGathering(
  tx: TransactionContext,
  given: GivenGathering,
  { status, proposerId, seriesId }: Origin,
): Promise<Gathering> {
  const gathering = Object.assign(new Gathering(), {
    ...{ id: tx.newId(), description: null, language: null, limit: null },
    ...{ placeName: null, placeAddress: null, onlineUrl: null },
    ...{ registrationMode: RegistrationMode.OPEN, acceptsGuests: false, questions: [] },
    ...columnsOfGiven(given),
    ...timesOf(given, null, tx.now()),
    ...{ status, proposerId: proposerId ?? null, seriesId: seriesId ?? null, differsFromSeries: false },
    ...{ statusReason: null, needsHost: false, version: 1, hiddenAt: null, enteredAt: tx.now() },
  });
  await tx.manager.insert(Gathering, gathering);
  if (given.themes) await setThemes(tx, gathering.id, given.themes);
  return gathering;
}
