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
  /** Ideas with texts in this language. */
  language?: Language | null | undefined;
  /** Ideas by members of the organisation with this id, or of the one that it was merged into, whose profile the caller may see; none if a moderator has hidden it from the caller. */
  organisationId?: string | number | null | undefined;
  /** Ideas whose title or body contains, for each word of this text, a word that begins with it or is another form of it, ignoring case and accents; at most 200 characters. Function words, such as `in`, are ignored beside other words. A text without a word, such as an emoji, matches nothing. Errors: BAD_USER_INPUT. */
  search?: string | null | undefined;
  /** Ideas with one of these statuses. Withdrawn ones are found by their author and co-authors alone. As ideas are posted OPEN, a subscription to other statuses delivers none. */
  statuses?: Array<IdeaStatus> | null | undefined;
  /** Slugs of themes, in any letter case: ideas with at least one of these themes or of their narrower themes. Unknown slugs match nothing in a list, and are an error in a subscription. */
  themes?: Array<string> | null | undefined;
  /** True for questions without an answer that the caller may see (see `Idea.answer`), false for questions with one. As nothing is answered when it is posted, a subscription to answered ones delivers none. */
  unanswered?: boolean | null | undefined;
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

/** The status of an idea (status). */
export type IdeaStatus =
  /** Completed, or answered if it is a question (afgerond). */
  | 'DONE'
  /** Somebody is working on it (in uitvoering). */
  | 'IN_PROGRESS'
  /** Posted and open to everybody (open). */
  | 'OPEN'
  /** Withdrawn by its author, who still sees it, as do its co-authors, and nobody else (ingetrokken). */
  | 'WITHDRAWN';

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

/** How notifications of a kind are mailed to a member (bezorging per mail). */
export type MailDelivery =
  /** A mail of its own, as soon as it is created (meteen). */
  | 'AT_ONCE'
  /** In the daily digest of what is unread, which is not sent when there is nothing (dagelijks overzicht). */
  | 'DAILY'
  /** Not mailed, and shown in the service alone (nooit). */
  | 'NEVER';

/** The kind of event that a notification is about (soort melding). */
export type NotificationKind =
  /** A host put an idea of the viewer on the agenda of a gathering (aanvaard). */
  | 'AGENDA_ITEM_ACCEPTED'
  /** A host declined an idea of the viewer for the agenda of a gathering, or took it off (niet aanvaard). */
  | 'AGENDA_ITEM_DECLINED'
  /** A member put an idea forward for the agenda of a gathering that the viewer hosts (agendapunt). */
  | 'AGENDA_ITEM_PROPOSED'
  /** A member accepted a collaboration request of the viewer (aanvaard). */
  | 'COLLABORATION_ACCEPTED'
  /** A member declined a collaboration request of the viewer (afgewezen). */
  | 'COLLABORATION_DECLINED'
  /** A member invited the viewer to a collaboration that exists (uitnodiging om mee te doen). */
  | 'COLLABORATION_INVITED'
  /** Members joined a collaboration of the viewer, which may begin with that (doet mee). */
  | 'COLLABORATION_JOINED'
  /** Another member of a collaboration of the viewer declined a request to join it (aansluiting afgewezen). */
  | 'COLLABORATION_JOIN_DECLINED'
  /** A member asks to join a collaboration of the viewer (wil aansluiten). */
  | 'COLLABORATION_JOIN_REQUESTED'
  /** A member sent the viewer a request for a collaboration that begins at a gathering (voorstel om samen te werken). */
  | 'COLLABORATION_PROPOSED'
  /** A member sent the viewer a collaboration request (samenwerkingsvraag). */
  | 'COLLABORATION_REQUESTED'
  /** A member marked the viewer's comment as the answer to their question (antwoord). */
  | 'COMMENT_MARKED_AS_ANSWER'
  /** A member replied to the viewer's comment (antwoord), on any idea, the viewer's own included. */
  | 'COMMENT_REPLIED'
  /** A member declined the viewer's invitation to be a co-author (niet aanvaard). */
  | 'CO_AUTHOR_DECLINED'
  /** A member invited the viewer to be a co-author of an idea (uitnodiging als medeauteur). */
  | 'CO_AUTHOR_INVITED'
  /** A member became a co-author of an idea of which the viewer is an author (medeauteur). */
  | 'CO_AUTHOR_JOINED'
  /** A co-author left an idea of the viewer (medeauteur die vertrekt). */
  | 'CO_AUTHOR_LEFT'
  /** The author of an idea removed the viewer as a co-author (verwijderd als medeauteur). */
  | 'CO_AUTHOR_REMOVED'
  /** A member commented on an idea that the viewer follows (reactie op een gevolgd idee). */
  | 'FOLLOWED_IDEA_COMMENTED'
  /** A question that the viewer follows has an answer, which its author marked (vraag met een antwoord). */
  | 'FOLLOWED_QUESTION_ANSWERED'
  /** A gathering for which the viewer registered, or that they host, was cancelled (afgelast). */
  | 'GATHERING_CANCELLED'
  /** The time or the place of a gathering for which the viewer registered changed (gewijzigd). */
  | 'GATHERING_CHANGED'
  /** A host invited the viewer to a gathering (uitnodiging). */
  | 'GATHERING_INVITED'
  /** A member proposed a gathering; for organisers and administrators (voorstel). */
  | 'GATHERING_PROPOSED'
  /** A gathering at which the viewer has a place is near, as long before as they chose (herinnering). */
  | 'GATHERING_REMINDER'
  /** A member whom the viewer asked for help commented on the viewer's question (hulpvraag beantwoord). */
  | 'HELP_ANSWERED'
  /** A member whom the viewer asked for help declined (hulpvraag afgewezen). */
  | 'HELP_DECLINED'
  /** A member asked the viewer for help with a question (hulpvraag). */
  | 'HELP_REQUESTED'
  /** The viewer was named as a host of a gathering (gastheer of gastvrouw). */
  | 'HOST_ADDED'
  /** A host mailed those registered for a gathering, the viewer among them (mail van een gastheer of gastvrouw). */
  | 'HOST_MAIL'
  /** A gathering has no host any more; for organisers and administrators (gastheer gezocht). */
  | 'HOST_NEEDED'
  /** A member commented on an idea of which the viewer is an author, or replied to another member's comment there (reactie). */
  | 'IDEA_COMMENTED'
  /** An author of an idea that the viewer follows or supports, or of which the viewer is an author, changed its status or added news to it (stand van zaken). */
  | 'IDEA_STATUS_UPDATED'
  /** A member mentioned the viewer in an idea or in a comment (vermelding). */
  | 'MENTIONED'
  /** The coordinators answered a message of the viewer (beantwoord berichtje). */
  | 'MESSAGE_ANSWERED'
  /** A moderator gave the viewer a message to the coordinators to handle (toegewezen berichtje). */
  | 'MESSAGE_ASSIGNED'
  /** Somebody left a message for the coordinators; for organisers and administrators (berichtje). */
  | 'MESSAGE_LEFT'
  /** Other members wrote messages in a collaboration of the viewer (bericht). */
  | 'MESSAGE_RECEIVED'
  /** A moderator made a decision that affects the viewer (beslissing). */
  | 'MODERATION_DECIDED'
  /** A moderator reversed a decision that affects the viewer (beslissing teruggedraaid). */
  | 'MODERATION_REVERSED'
  /** A host recorded what came of a gathering where the viewer was, that they host, or with an idea of theirs on the agenda (uitkomst). */
  | 'OUTCOME_RECORDED'
  /** Another author of an idea of which the viewer is an author edited it (wijziging). */
  | 'OWN_IDEA_CHANGED'
  /** The viewer moved up from the waiting list of a gathering and now has a place (plaats toegekend). */
  | 'PLACE_GIVEN'
  /** A member named the viewer as the contact of a practice, who may decline it (contactpersoon). */
  | 'PRACTICE_CONTACT'
  /** A practice that the viewer shared was declined in review (niet aanvaard). */
  | 'PRACTICE_DECLINED'
  /** A member submitted a practice for review; for organisers and administrators (na te kijken praktijk). */
  | 'PRACTICE_IN_REVIEW'
  /** A practice that the viewer shared was published after review (gepubliceerd). */
  | 'PRACTICE_PUBLISHED'
  /** A member recorded that they used the viewer's practice (toepassing). */
  | 'PRACTICE_USED'
  /** A gathering that the viewer proposed was scheduled (voorstel aanvaard). */
  | 'PROPOSAL_ACCEPTED'
  /** A gathering that the viewer proposed was declined (voorstel niet aanvaard). */
  | 'PROPOSAL_DECLINED'
  /** A host accepted the request of the viewer for a place at a gathering (aanvaard). */
  | 'REGISTRATION_ACCEPTED'
  /** A host declined the registration of the viewer for a gathering (niet aanvaard). */
  | 'REGISTRATION_DECLINED'
  /** A member requests a place at a gathering that the viewer hosts (aanvraag). */
  | 'REGISTRATION_REQUESTED'
  /** Who left a message answered the viewer's proposal to share it (antwoord op voorstel). */
  | 'SHARING_ANSWERED'
  /** A moderator asks whether a message of the viewer may be shared (voorstel om te delen). */
  | 'SHARING_PROPOSED'
  /** A member suggested a theme for the vocabulary; for organisers and administrators (voorgesteld thema). */
  | 'THEME_SUGGESTED'
  /** A theme that the viewer suggested was declined (thema niet overgenomen). */
  | 'THEME_SUGGESTION_DECLINED'
  /** A theme that the viewer suggested became a synonym of another one (thema samengevoegd). */
  | 'THEME_SUGGESTION_MERGED'
  /** A theme that the viewer suggested was taken into the vocabulary (thema overgenomen). */
  | 'THEME_SUGGESTION_TAKEN'
  /** The steps of a learning track that the viewer follows, or how many complete it, have changed (gewijzigd). */
  | 'TRACK_CHANGED'
  /** The viewer has completed a learning track, and has a certificate of it (voltooid). */
  | 'TRACK_COMPLETED'
  /** The viewer was made a coordinator of a learning track (coördinator). */
  | 'TRACK_COORDINATOR'
  /** The viewer moved up from the waiting list of a learning track and now has a place (plaats toegekend). */
  | 'TRACK_PLACE_GIVEN'
  /** A step of a learning track that the viewer coordinates counts no more, as nothing of its gatherings takes place (vervallen stap). */
  | 'TRACK_STEP_DROPPED'
  /** A learning track in which the viewer is enrolled or waits for a place was withdrawn (ingetrokken). */
  | 'TRACK_WITHDRAWN';

/** How notifications of a kind are mailed to the caller. */
export type NotificationMailInput = {
  /** How they are mailed; null for the default of the kind. */
  delivery?: MailDelivery | null | undefined;
  /** The kind of notification; not one of moderators' decisions, whose mails are always sent. */
  kind: NotificationKind;
};

/** Who may see a member's profile (zichtbaarheid). */
export type ProfileVisibility =
  /** Everybody, signed in or not (iedereen). */
  | 'EVERYBODY'
  /** Signed-in members only (leden). */
  | 'MEMBERS';

/** Changes to the caller's settings. An absent field is unchanged; only `reminderHours` can be cleared. */
export type UpdateSettingsInput = {
  /** The hour of the day in Belgium, 0 to 23, at which the daily digest is mailed. */
  digestHour?: number | null | undefined;
  /** Whether the caller receives mails about notifications at all. */
  emailNotifications?: boolean | null | undefined;
  /** How many requests for help with questions the caller takes in a calendar month, 0 to 20; 0 for none. Those that were received before count. */
  helpRequestsPerMonth?: number | null | undefined;
  /** The language of mails to the caller. */
  language?: Language | null | undefined;
  /** Whether the caller may be suggested to others as a collaborator, and the ranking of suggestions may learn from their collaborations and interests. */
  matchable?: boolean | null | undefined;
  /** How notifications of these kinds are mailed, each kind once; kinds that are not in the list are unchanged. */
  notificationMails?: Array<NotificationMailInput> | null | undefined;
  /** Who may see the caller's profile. */
  profileVisibility?: ProfileVisibility | null | undefined;
  /** How many hours before a gathering the caller is reminded of it, 1 to 336; null for no reminders. */
  reminderHours?: number | null | undefined;
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
  /** The two members already collaborate: request a collaboration about another idea. Of an invitation: the member already takes part. */
  | 'ALREADY_COLLABORATING'
  /** A moderator has already decided this case or handled this message, or the decision was already reversed: read it again. */
  | 'ALREADY_DECIDED'
  /** The caller is enrolled in this learning track, or is on its waiting list. */
  | 'ALREADY_ENROLLED'
  /** The member declined to be a co-author of the idea less than 30 days ago, or the invitation was withdrawn less than a day ago. */
  | 'ALREADY_INVITED'
  /** The caller already has a place at this gathering, waits for one, or has requested one. */
  | 'ALREADY_REGISTERED'
  /** A request between the two members, or to the same collaboration, is pending, or was declined or withdrawn recently; `message` explains which. */
  | 'ALREADY_REQUESTED'
  /** The collaboration cannot take the caller at the moment, for whatever reason: all its places are taken or promised, it has stopped, or who invited the caller has left it. */
  | 'CANNOT_JOIN'
  /** The day of the gathering has not come yet, or is so long ago that its attendance is final. */
  | 'CHECK_IN_CLOSED'
  /** The collaboration has as many members as it can have, those who are invited included: withdraw an invitation, or wait until a member leaves. */
  | 'COLLABORATION_FULL'
  /** The collaboration is STOPPED: its members can still read its messages, and send none and admit nobody until it is resumed. */
  | 'COLLABORATION_STOPPED'
  /** The comment was withdrawn by its author, or removed with their account: it cannot be edited or answered. */
  | 'COMMENT_WITHDRAWN'
  /** Another account uses this e-mail address. */
  | 'EMAIL_TAKEN'
  /** Enrolment in this learning track has closed. */
  | 'ENROLMENT_CLOSED'
  /** The gathering was cancelled or is over, or the caller has already checked in. */
  | 'GATHERING_CLOSED'
  /** The idea was withdrawn by its author and cannot be changed, commented on, supported or followed. */
  | 'IDEA_WITHDRAWN'
  /** The caller has already used the idempotency key with different content. */
  | 'IDEMPOTENCY_CONFLICT'
  /** The password, the combination of e-mail address and password, or the refresh token is not correct. */
  | 'INVALID_CREDENTIALS'
  /** A value is invalid: `path` is the path to the input field, `message` gives the remedy. */
  | 'INVALID_INPUT'
  /** The code or the token of a link is unknown, expired or already used: request a new one. */
  | 'INVALID_TOKEN'
  /** The invitation was already answered otherwise, or withdrawn: ask for a new one. */
  | 'INVITATION_CLOSED'
  /** Only who is invited can register: the gathering is by invitation, or a host declined the caller's request. */
  | 'INVITATION_REQUIRED'
  /** Three mails about this gathering were sent to those registered: no further one can be. */
  | 'MAILS_SENT'
  /** The person is not checked in, so there is nothing to undo. */
  | 'NOT_CHECKED_IN'
  /** The caller is not enrolled in this learning track; who is on its waiting list can leave it, not mark steps. */
  | 'NOT_ENROLLED'
  /** The object does not exist, or the caller may not see or change it. */
  | 'NOT_FOUND'
  /** The caller has no place at this gathering, waits for none, and has neither requested one nor been invited. */
  | 'NOT_REGISTERED'
  /** The caller may not decide this, for example because it concerns themselves or a member with a higher role: `message` gives the reason. */
  | 'NOT_YOURS_TO_DECIDE'
  /** The member takes no more requests for help this month: ask another member. */
  | 'NO_MORE_HELP_REQUESTS'
  /** Nobody else in the collaboration can receive a message from the caller at the moment, for whatever reason. */
  | 'NO_RECIPIENTS'
  /** Whoever left the message gave no e-mail address, or one that the mail server refuses. */
  | 'NO_REPLY_ADDRESS'
  /** Another organisation has the name, or the code at `path`: merge the two instead. */
  | 'ORGANISATION_EXISTS'
  /** The practice is in review or was declined: its use cannot be recorded before it is published. */
  | 'PRACTICE_NOT_PUBLISHED'
  /** The practice is already published and cannot be declined: report it instead. */
  | 'PRACTICE_PUBLISHED'
  /** The practice was withdrawn by its sharer and can be neither edited nor used. */
  | 'PRACTICE_WITHDRAWN'
  /** A moderator has hidden the caller's profile, so that the other member could not see who the caller is: appeal first. */
  | 'PROFILE_HIDDEN'
  /** Registration for the gathering is not open yet or has closed, or the gathering has no host now. */
  | 'REGISTRATION_CLOSED'
  /** A proposal to share the message already waits for an answer. */
  | 'SHARING_PROPOSED'
  /** The object was edited after the given version: read it again, then repeat the edit. */
  | 'STALE_VERSION'
  /** The status does not allow this, such as cancelling a proposal, accepting one that was decided, giving a place at a gathering that is full, or recording what came of one before it begins. */
  | 'STATUS_CONFLICT'
  /** The caller is suspended and may read but not participate; `message` gives the end of the suspension. */
  | 'SUSPENDED'
  /** The idea has as many co-authors and pending invitations as it may have: withdraw an invitation first. */
  | 'TOO_MANY_CO_AUTHORS'
  /** The member has as many drafts as they may have: post or discard one first. */
  | 'TOO_MANY_DRAFTS'
  /** The caller has sent too many collaboration requests: wait, or withdraw a pending one. */
  | 'TOO_MANY_REQUESTS'
  /** As many themes that the caller suggested wait for an organiser as may wait at a time. */
  | 'TOO_MANY_THEME_SUGGESTIONS'
  /** The caller has completed this learning track: they cannot leave it or take a mark back any more. */
  | 'TRACK_COMPLETED'
  /** The learning track has no step yet, or one whose gathering or series is still to be chosen: edit it, then publish it. */
  | 'TRACK_INCOMPLETE'
  /** The learning track was withdrawn: it can be neither edited, published nor followed, but duplicated. */
  | 'TRACK_WITHDRAWN'
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