/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Restricts a list or a stream of ideas. All conditions that are given must match; absent, null and empty ones are ignored. */
export type IdeaFilter = {
  /** Ideas posted by the member with this id; none if the caller may not see the member's profile. */
  authorId?: string | number | null | undefined;
  /** Ideas of one of these kinds. */
  kinds?: Array<IdeaKind> | null | undefined;
  /** Ideas whose title or body contains, for each word of this text, a word that begins with it or is another form of it, ignoring case and accents; at most 200 characters. Function words, such as `in`, are ignored beside other words. A text without a word, such as an emoji, matches nothing. Errors: BAD_USER_INPUT. */
  search?: string | null | undefined;
  /** Slugs of themes, in any letter case: ideas with at least one of these themes or of their narrower themes. Unknown slugs match nothing in a list, and are an error in a subscription. */
  themes?: Array<string> | null | undefined;
};

/** The kind of a post (soort bijdrage). */
export type IdeaKind =
  /** Something to be realised together (idee). */
  | 'IDEA'
  /** A question from the author to other members (vraag). */
  | 'QUESTION'
  /** Something that works and is presented to others (toonmoment). */
  | 'SHOWCASE'
  /** Something that the author wants to try out with others (probeersel). */
  | 'TRY_OUT';

/** What is wrong with the value of an input field. */
export type InputProblem =
  /** The list has the same element twice: `message` names it. */
  | 'DUPLICATE'
  /** It has a character that is not allowed, such as a line break in a title: `message` names it. */
  | 'INVALID_CHARACTER'
  /** It does not have the form that `message` describes, such as that of an address. */
  | 'INVALID_FORMAT'
  /** The value is sound and not possible here, or not together with the others: `message` gives the reason. */
  | 'NOT_ALLOWED'
  /** It is a number or a time outside the range that `message` gives. */
  | 'OUT_OF_RANGE'
  /** It is missing, empty, or shows nothing: enter a value. */
  | 'REQUIRED'
  /** It has too many characters: `message` gives the maximum. */
  | 'TOO_LONG'
  /** The list has too many elements: `message` gives the maximum. */
  | 'TOO_MANY'
  /** It has too few characters: `message` gives the minimum. */
  | 'TOO_SHORT'
  /** It is a password that is easy to guess: `message` gives the reason. */
  | 'TOO_WEAK'
  /** It refers to something that does not exist, such as a theme: `message` names it. */
  | 'UNKNOWN';

/** A working language of the network (taal). */
export type Language =
  /** The English language (Engels). */
  | 'EN'
  /** The French language (Frans). */
  | 'FR'
  /** The Dutch language, the default (Nederlands). */
  | 'NL';

/** Who may see a member's profile (zichtbaarheid). */
export type ProfileVisibility =
  /** Everybody, signed in or not (iedereen). */
  | 'EVERYBODY'
  /** Signed-in members only (leden). */
  | 'MEMBERS';

/** Changes to the caller's settings. An absent field is unchanged; no field can be cleared. */
export type UpdateSettingsInput = {
  /** Whether the caller receives mails about collaboration requests. */
  emailNotifications?: boolean | null | undefined;
  /** The language of mails to the caller. */
  language?: Language | null | undefined;
  /** Whether the caller may be suggested to others as a collaborator, and the ranking of suggestions may learn from their collaborations and interests. */
  matchable?: boolean | null | undefined;
  /** Who may see the caller's profile. */
  profileVisibility?: ProfileVisibility | null | undefined;
  /** Whether those who may see the profile also see which gatherings the caller attends. */
  shareAttendance?: boolean | null | undefined;
};

/** The codes of `userErrors`: outcomes of a mutation that a client must handle. Each mutation lists its own after `Errors:`. A mutation or field that requires a signed-in caller fails without one with the top-level error UNAUTHENTICATED, which is not listed. */
export type UserErrorCode =
  /** The gathering accepts no guests: only members can register for it. */
  | 'ACCOUNT_REQUIRED'
  /** The agenda of the gathering has 50 items, put forward or accepted: no further one fits. */
  | 'AGENDA_FULL'
  /** The request is no longer pending: read it again. */
  | 'ALREADY_ANSWERED'
  /** The caller has already appealed against this decision. */
  | 'ALREADY_APPEALED'
  /** The person was checked in already: `message` says when. A code works once. */
  | 'ALREADY_CHECKED_IN'
  /** The two members already collaborate: request a collaboration about another idea. */
  | 'ALREADY_COLLABORATING'
  /** A moderator has already decided this case or handled this message, or the decision was already reversed: read it again. */
  | 'ALREADY_DECIDED'
  /** The caller already has a place at this gathering, waits for one, or has requested one. */
  | 'ALREADY_REGISTERED'
  /** A request between the two members is pending, or was declined or withdrawn recently; `message` explains which. */
  | 'ALREADY_REQUESTED'
  /** The day of the gathering has not come yet, or is so long ago that its attendance is final. */
  | 'CHECK_IN_CLOSED'
  /** Another account uses this e-mail address. */
  | 'EMAIL_TAKEN'
  /** The gathering was cancelled or is over, or the caller has already checked in. */
  | 'GATHERING_CLOSED'
  /** The idea was withdrawn by its author and cannot be changed, commented on or supported. */
  | 'IDEA_WITHDRAWN'
  /** The caller has already used the idempotency key with different content. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The password, the combination of e-mail address and password, or the refresh token is not correct. */
  | 'INVALID_CREDENTIALS'
  /** A value is invalid: `path` is the path to the input field, `message` gives the remedy. */
  | 'INVALID_INPUT'
  /** The code or the token of a link is unknown, expired or already used: request a new one. */
  | 'INVALID_TOKEN'
  /** Only who is invited can register: the gathering is by invitation, or a host declined the caller's request. */
  | 'INVITATION_REQUIRED'
  /** The person is not checked in, so there is nothing to undo. */
  | 'NOT_CHECKED_IN'
  /** The object does not exist, or the caller may not see or change it. */
  | 'NOT_FOUND'
  /** The caller has no place at this gathering, waits for none, and has neither requested one nor been invited. */
  | 'NOT_REGISTERED'
  /** The caller may not decide this, for example because it concerns themselves or a member with a higher role: `message` gives the reason. */
  | 'NOT_YOURS_TO_DECIDE'
  /** A moderator has hidden the caller's profile, so that the other member could not see who the caller is: appeal first. */
  | 'PROFILE_HIDDEN'
  /** Registration for the gathering is not open yet or has closed, or the gathering has no host now. */
  | 'REGISTRATION_CLOSED'
  /** The object was edited after the given version: read it again, then repeat the edit. */
  | 'STALE_VERSION'
  /** The status does not allow this, such as cancelling a proposal, accepting one that was decided, giving a place at a gathering that is full, or recording what came of one before it begins. */
  | 'STATUS_CONFLICT'
  /** The caller is suspended and may read but not participate; `message` gives the end of the suspension. */
  | 'SUSPENDED'
  /** The caller has sent too many collaboration requests: wait, or withdraw a pending one. */
  | 'TOO_MANY_REQUESTS'
  /** A limit is reached, such as that of attempts or of what a member writes: retry after `retryAfterSeconds` of `TryAgainError`, at most a day. */
  | 'TRY_AGAIN';

export type IdeasQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: IdeaFilter | null | undefined;
}>;


export type IdeasQuery = { liveCursor: string, ideas: { edges: Array<{ node: { id: string, title: string, supportCount: number } }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } | null };

export type SupportMutationVariables = Exact<{
  ideaId: string | number;
}>;


export type SupportMutation = { supportIdea: { idea: { id: string, supportCount: number, viewerSupports: boolean } | null, userErrors: Array<
      | { code: UserErrorCode, problem: InputProblem | null, message: string, path: Array<string> }
      | { code: UserErrorCode, problem: InputProblem | null, message: string, path: Array<string> }
      | { code: UserErrorCode, problem: InputProblem | null, message: string, path: Array<string> }
    > } | null };

export type SettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsQuery = { viewer: { id: string, email: string, settings: { id: string, language: Language, emailNotifications: boolean } } | null };

export type UpdateSettingsMutationVariables = Exact<{
  input: UpdateSettingsInput;
}>;


export type UpdateSettingsMutation = { updateSettings: { settings: { id: string, language: Language, emailNotifications: boolean } | null, userErrors: Array<
      | { code: UserErrorCode, problem: InputProblem | null, message: string, path: Array<string> }
      | { code: UserErrorCode, problem: InputProblem | null, message: string, path: Array<string> }
      | { code: UserErrorCode, problem: InputProblem | null, message: string, path: Array<string> }
    > } | null };

export type IdeaPostedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type IdeaPostedSubscription = { ideaPosted: { cursor: string, idea: { id: string, title: string, supportCount: number } } };


export const IdeasDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Ideas"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"IdeaFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"liveCursor"}},{"kind":"Field","name":{"kind":"Name","value":"ideas"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"supportCount"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}}]}}]}}]} as unknown as DocumentNode<IdeasQuery, IdeasQueryVariables>;
export const SupportDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Support"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ideaId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"supportIdea"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"ideaId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ideaId"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"idea"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"supportCount"}},{"kind":"Field","name":{"kind":"Name","value":"viewerSupports"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"problem"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<SupportMutation, SupportMutationVariables>;
export const SettingsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Settings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"viewer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"settings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"language"}},{"kind":"Field","name":{"kind":"Name","value":"emailNotifications"}}]}}]}}]}}]} as unknown as DocumentNode<SettingsQuery, SettingsQueryVariables>;
export const UpdateSettingsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateSettings"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateSettingsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateSettings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"settings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"language"}},{"kind":"Field","name":{"kind":"Name","value":"emailNotifications"}}]}},{"kind":"Field","name":{"kind":"Name","value":"userErrors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"problem"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"path"}}]}}]}}]}}]} as unknown as DocumentNode<UpdateSettingsMutation, UpdateSettingsMutationVariables>;
export const IdeaPostedDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"IdeaPosted"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ideaPosted"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"idea"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"supportCount"}}]}}]}}]}}]} as unknown as DocumentNode<IdeaPostedSubscription, IdeaPostedSubscriptionVariables>;