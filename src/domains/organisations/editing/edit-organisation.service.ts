import { participating, requireRight } from "../../../core/access/actor.js";
import { checkInput, reject, Rejection, StaleVersionError } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { definedFields } from "../../../core/graphql/validation.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { organisationsLocked } from "../organisation-locks.js";
import { Organisation } from "../organisation.entity.js";
import { organisationPolicy } from "../organisation.policy.js";
import { editOrganisationRules } from "../organisation.validation.js";
import { organisationWording } from "../organisation.wording.js";
import type { OrganisationField } from "../organisations.events.js";
import type { EditOrganisationInput } from "./organisation.inputs.js";
import { renameOrganisation } from "./rename-organisation.js";
import { setCodes } from "./set-codes.js";

/** Edits an organisation, for organisers, based on the given version; one that changes nothing is none. */
export async function editOrganisation(ctx: Context, input: EditOrganisationInput): Promise<Organisation> {
  const by = await requireRight(ctx, organisationPolicy.edit);
  const { id, version, name, codes, ...fields } = checkInput(editOrganisationRules, input);
  return participating(ctx, async (tx) => {
    const [before] = await organisationsLocked(tx, [id]);
    if (!before) return reject("NOT_FOUND", organisationWording.noOrganisation, "id");
    if (before.version !== version) throw new Rejection([new StaleVersionError(before.version)]);
    await countWrite(tx, "edit");
    const given = definedFields(fields);
    const changed: OrganisationField[] = (["sector", "description", "website"] as const).filter(
      (field) => field in given && given[field] !== before[field],
    );
    if (name !== undefined && (await renameOrganisation(tx, before, name))) changed.push("name");
    if (codes !== undefined && (await setCodes(tx, before.id, codes ?? []))) changed.push("codes");
    if (changed.length === 0) return before;
    const changes = { ...given, version: version + 1 };
    await tx.manager.update(Organisation, { id: before.id }, changes);
    tx.announce({ kind: "organisation.edited", subjectId: before.id, data: { by, changed } });
    return Object.assign(before, changes, name !== undefined && { name });
  });
}
