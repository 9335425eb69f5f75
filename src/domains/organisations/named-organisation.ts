import { rejectInput } from "../../core/errors/user-error.js";
import type { TransactionContext } from "../../core/graphql/context.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { holderOf } from "./claimed-organisation.js";
import { codeOf, registerOf } from "./organisation-code.js";
import { organisationIdByName } from "./organisation.service.js";
import { organisationWording } from "./organisation.wording.js";

/**
 * The id of the organisation that a member names, or whose code they give, in the input field at `path`. By a name it is
 * created if it does not exist; a code alone would be no name.
 */
export async function namedOrganisation(tx: TransactionContext, text: string, ...path: string[]): Promise<string> {
  // As it stands behind names in lists of organisations.
  const code = codeOf(text.replace(/^\s*\((.*)\)\s*$/, "$1"));
  const holder = code === null ? null : await holderOf(tx, code);
  if (holder !== null) return holder;
  // What has the form of a code of another register may be a name with a colon in it.
  if (code !== null && registerOf(code) !== "other")
    rejectInput(InputProblem.UNKNOWN, organisationWording.unknownCode(code), ...path);
  return organisationIdByName(tx, text);
}
