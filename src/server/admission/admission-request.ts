import { Kind, OperationTypeNode, type OperationDefinitionNode } from "graphql";
import type { Payer } from "../../core/budget/payer.js";
import { priorities, type AdmissionRequest } from "./admission.js";

/** The mutations that start, continue and end a session. */
export const signInMutations = new Set(["signIn", "completeSignIn", "refreshSession", "signOut"]);

/** The request of an operation for a permit; all sign-ins share the permits of one caller. */
export function admissionRequestOf(
  payer: Payer,
  callerId: string | null,
  operation: OperationDefinitionNode | undefined,
): AdmissionRequest {
  if (operation && signsIn(operation)) return { caller: "sign-in", priority: priorities.signIn };
  return { caller: payer.key, priority: callerId === null ? priorities.anonymous : priorities.member };
}

/** Whether the operation does that alone. */
const signsIn = ({ operation, selectionSet }: OperationDefinitionNode): boolean =>
  operation === OperationTypeNode.MUTATION &&
  selectionSet.selections.every((node) => node.kind === Kind.FIELD && signInMutations.has(node.name.value));
