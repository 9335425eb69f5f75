import { Kind, Lexer, OperationTypeNode, parse, Source, TokenKind, type OperationDefinitionNode } from "graphql";
import type { Payer } from "../../core/budget/payer.js";
import { priorities, type AdmissionRequest } from "./operation-queue.js";

/** The mutations that start, continue and end a session. */
const signInMutations = new Set(["signIn", "completeSignIn", "refreshSession", "signOut"]);
/** Those with which somebody gets a session who may have no account yet, or no password. */
export const sessionMutations = new Set([
  ...signInMutations,
  "signUp",
  "confirmSignUp",
  "requestPasswordReset",
  "resetPassword",
]);

/** UTF-16 code units and tokens of a document that is parsed before its sender is admitted. */
const maxShortLength = 1_000;
const maxShortTokens = 100;

/** The request of an operation for a permit; sign-ins have a caller of their own. */
export function admissionRequestOf(
  payer: Payer,
  callerId: string | null,
  operation: OperationDefinitionNode | undefined,
): AdmissionRequest {
  if (operation && signsIn(operation))
    return { caller: `sign-in ${payer.key}`, priority: priorities.signIn, isPatient: true };
  const priority = callerId === null ? priorities.anonymous : priorities.member;
  const request = { caller: payer.key, priority };
  return operation && beginsSession(operation) ? { ...request, isPatient: true } : request;
}

/** Whether the operation does that alone. */
const signsIn = (operation: OperationDefinitionNode): boolean => hasOnly(signInMutations, operation);

/** Whether the operation leads to a session, and to nothing else. */
export const beginsSession = (operation: OperationDefinitionNode): boolean => hasOnly(sessionMutations, operation);

const hasOnly = (names: ReadonlySet<string>, { operation, selectionSet }: OperationDefinitionNode): boolean =>
  operation === OperationTypeNode.MUTATION &&
  selectionSet.selections.every((node) => node.kind === Kind.FIELD && names.has(node.name.value));

/**
 * The operation of a short document that is not known yet, if it is a mutation: the first sign-ins of a room come before
 * one of them has been validated. Undefined for any other document, also one that cannot be parsed.
 */
export function shortMutation(text: unknown): OperationDefinitionNode | undefined {
  if (typeof text !== "string" || text.length > maxShortLength || !/^\s*mutation\b/.test(text)) return undefined;
  try {
    const { definitions } = parse(text, { noLocation: true, maxTokens: maxShortTokens });
    const [definition] = definitions;
    return definitions.length === 1 && definition!.kind === Kind.OPERATION_DEFINITION ? definition : undefined;
  } catch {
    return undefined;
  }
}

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
