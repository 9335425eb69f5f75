import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../core/database/rows.js";
import type { TransactionContext } from "../../core/graphql/context.js";
import { actorOf } from "../../core/access/actor.js";
import { reject, Rejection, StaleVersionError } from "../../core/errors/user-error.js";
import type { Wording } from "../../core/texts/wording.js";
import { Gathering } from "./gathering.entity.js";
import { mayManage } from "./gathering.policy.js";
import { hostIds } from "./gathering.reads.js";
import { schedulingWording } from "./scheduling/scheduling.wording.js";

/** The gathering, locked until the transaction ends; null when there is none. */
export async function gatheringLocked(tx: TransactionContext, id: string): Promise<Gathering | null> {
  const [row] = await tx.db.query<Gathering>(
    sql`SELECT ${columnsOf(tx.database.source, Gathering, "e")} FROM gathering e WHERE e.id = ${id} FOR UPDATE`,
  );
  return row ? entityOf(Gathering, row) : null;
}

/** Whether the caller may edit the gathering and its agenda. */
export const callerManages = async (tx: TransactionContext, gathering: Gathering): Promise<boolean> =>
  mayManage(await actorOf(tx), gathering, await hostIds(tx, gathering.id));

/** The gathering that the caller may edit, locked, in the version that the edit is based on. */
export async function managedLocked(tx: TransactionContext, id: string, version?: number): Promise<Gathering> {
  const gathering = await gatheringLocked(tx, id);
  if (!gathering || !(await callerManages(tx, gathering))) return noGathering(schedulingWording.noOwnGathering);
  checkVersion(gathering, version);
  return gathering;
}

export function checkVersion(gathering: Gathering, version: number | undefined): void {
  if (version !== undefined && gathering.version !== version)
    throw new Rejection([new StaleVersionError(gathering.version)]);
}

export const noGathering = (wording: Wording): never => reject("NOT_FOUND", wording, "id");
