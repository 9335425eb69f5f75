import { Kind, OperationTypeNode, type OperationDefinitionNode } from "graphql";
import type { Payer } from "../../core/budget/payer.js";
import { priorities, type Applicant } from "./admission.js";

/** What nobody can do without before anything else: to get in, to stay in, to get out. */
const signInMutations = new Set(["signIn", "completeSignIn", "refreshSession", "signOut"]);

/** Who asks for a place; sign-ins have one share together, whoever sends them. */
export function applicantOf(
  payer: Payer,
  callerId: string | null,
  operation: OperationDefinitionNode | undefined,
): Applicant {
  if (operation && signsIn(operation)) return { caller: "sign-in", priority: priorities.signIn };
  return { caller: payer.key, priority: callerId === null ? priorities.anonymous : priorities.member };
}

/** Whether the operation does that alone. */
const signsIn = ({ operation, selectionSet }: OperationDefinitionNode): boolean =>
  operation === OperationTypeNode.MUTATION &&
  selectionSet.selections.every((node) => node.kind === Kind.FIELD && signInMutations.has(node.name.value));
