import { Kind, Lexer, OperationTypeNode, Source, TokenKind, type OperationDefinitionNode } from "graphql";
import type { Payer } from "../../core/budget/payer.js";
import { priorities, type AdmissionRequest } from "./operation-queue.js";

/** The mutations that start, continue and end a session. */
export const signInMutations = new Set(["signIn", "completeSignIn", "refreshSession", "signOut"]);

/** The request of an operation for a permit; sign-ins have a caller of their own. */
export function admissionRequestOf(
  payer: Payer,
  callerId: string | null,
  operation: OperationDefinitionNode | undefined,
): AdmissionRequest {
  if (operation && signsIn(operation)) return { caller: `sign-in ${payer.key}`, priority: priorities.signIn };
  return { caller: payer.key, priority: callerId === null ? priorities.anonymous : priorities.member };
}

/** Whether the operation does that alone. */
const signsIn = ({ operation, selectionSet }: OperationDefinitionNode): boolean =>
  operation === OperationTypeNode.MUTATION &&
  selectionSet.selections.every((node) => node.kind === Kind.FIELD && signInMutations.has(node.name.value));

/** Whether a document that is not known yet most likely starts a subscription: its first word is that. */
export function beginsSubscription(text: unknown): boolean {
  if (typeof text !== "string") return false;
  try {
    const { kind, value } = new Lexer(new Source(text)).advance();
    return kind === TokenKind.NAME && value === (OperationTypeNode.SUBSCRIPTION as string);
  } catch {
    return false;
  }
}
