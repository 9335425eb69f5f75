import sql from "sql-template-tag";
import { reject } from "../../../core/errors/user-error.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { searchColumns } from "../../../core/search/searched-table.js";
import { organisationKey } from "../organisation-key.js";
import { lockNames } from "../organisation-locks.js";
import { Organisation } from "../organisation.entity.js";
import { organisationSearch } from "../organisation.search.js";
import { organisationWording } from "../organisation.wording.js";

/**
 * Gives an organisation, which is locked, another name; false when it has this one. The name before goes on finding it,
 * as lists and issuers go on writing it: as that of an organisation that was merged into it.
 */
export async function renameOrganisation(
  tx: TransactionContext,
  { id, name: before, nameKey: keyBefore }: Organisation,
  name: string,
): Promise<boolean> {
  if (name === before) return false;
  const nameKey = organisationKey(name);
  await lockNames(tx.db, [name]);
  const namesakes = await tx.db.query<{ id: string; name: string; mergedIntoId: string | null }>(sql`
    SELECT id, name, merged_into_id AS "mergedIntoId" FROM organisation
    WHERE id <> ${id} AND (name = ${name} OR (name_key = ${nameKey} AND name_key IS DISTINCT FROM ${keyBefore}))`);
  const other = namesakes.find(({ mergedIntoId }) => mergedIntoId !== id);
  if (other) reject("ORGANISATION_EXISTS", organisationWording.nameTaken(other.name), "name");
  const former = namesakes.find((row) => row.name === name);
  if (former) await tx.manager.update(Organisation, { id: former.id }, { name: former.id });
  await tx.manager.update(Organisation, { id }, named(name));
  if (former) await tx.manager.update(Organisation, { id: former.id }, named(before));
  else if (keyBefore !== nameKey)
    await tx.manager.insert(Organisation, { id: tx.newId(), ...named(before), mergedIntoId: id });
  return true;
}

const named = (name: string): Partial<Organisation> => ({
  ...{ name, nameKey: organisationKey(name) },
  ...searchColumns(organisationSearch, { name }),
});
