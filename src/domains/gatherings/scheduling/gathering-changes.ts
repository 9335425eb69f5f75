import { isDeepStrictEqual } from "node:util";
import sql from "sql-template-tag";
import { rejectInput } from "../../../core/errors/user-error.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { definedFields } from "../../../core/graphql/validation.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { chosenThemes } from "../../themes/chosen-themes.js";
import { GatheringTheme } from "../gathering-theme.entity.js";
import type { Gathering } from "../gathering.entity.js";
import { RegistrationStatus } from "../gathering.enums.js";
import { checkKinds } from "../questions/check-questions.js";
import { timesOf } from "./gathering-times.js";
import type { GivenGathering } from "./scheduling.validation.js";
import { schedulingWording } from "./scheduling.wording.js";

/** The columns that hold what is given, but for the times. */
export function columnsOfGiven(given: GivenGathering) {
  const { place, capacity, title, format, description, language, registration, acceptsGuests, questions } = given;
  return definedFields({
    title,
    format,
    description,
    language,
    limit: capacity,
    registrationMode: registration,
    acceptsGuests,
    ...(questions !== undefined && { questions: questions ?? [] }),
    ...(place !== undefined && {
      placeName: place?.name ?? null,
      placeAddress: place?.address ?? null,
      onlineUrl: place?.onlineUrl ?? null,
    }),
  });
}

/**
 * What an edit changes of a gathering; ends the mutation with what is wrong. `ahead` when the gathering has to begin in
 * the future, whether or not its start is given.
 */
export async function changesOf(
  tx: TransactionContext,
  gathering: Gathering,
  given: GivenGathering,
  { ahead = false } = {},
): Promise<Partial<Gathering>> {
  const columns: Partial<Gathering> = {
    ...columnsOfGiven(given),
    ...timesOf(given, gathering, tx.now(), { ahead }),
  };
  const changes = Object.fromEntries(
    Object.entries(columns).filter(([name, value]) => !isDeepStrictEqual(value, gathering[name as keyof Gathering])),
  ) as Partial<Gathering>;
  if (changes.questions) checkKinds(changes.questions, gathering.questions);
  if (typeof changes.limit === "number") await checkTaken(tx, gathering.id, changes.limit);
  return changes;
}

async function checkTaken(tx: TransactionContext, id: string, limit: number): Promise<void> {
  const [row] = await tx.db.query<{ taken: number }>(sql`
    SELECT count(*)::int AS taken FROM registration
    WHERE gathering_id = ${id} AND status = ${RegistrationStatus.GOING}`);
  if (row!.taken > limit)
    rejectInput(InputProblem.NOT_ALLOWED, schedulingWording.capacityTaken(row!.taken), "capacity");
}

/** Gives a gathering these themes instead of its former ones; whether they differ. */
export async function setThemes(tx: TransactionContext, id: string, slugs: string[]): Promise<boolean> {
  const held = (): Promise<string[]> => themeIdsOf(tx, id);
  const themeIds = await chosenThemes(tx, slugs, (index) => ["themes", index], held);
  if ((await held()).join() === themeIds.join()) return false;
  await tx.manager.delete(GatheringTheme, { gatheringId: id });
  if (themeIds.length > 0)
    await tx.manager.insert(
      GatheringTheme,
      themeIds.map((themeId, position) => ({ gatheringId: id, themeId, position })),
    );
  return true;
}

async function themeIdsOf(tx: TransactionContext, id: string): Promise<string[]> {
  const rows = await tx.db.query<{ themeId: string }>(
    sql`SELECT theme_id AS "themeId" FROM gathering_theme WHERE gathering_id = ${id} ORDER BY position`,
  );
  return rows.map(({ themeId }) => themeId);
}
