/**
 * @generated SignedSource<<a4095ac2490c48ecd0b771f1a613d655>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type InputProblem = "DUPLICATE" | "INVALID_CHARACTER" | "INVALID_FORMAT" | "NOT_ALLOWED" | "OUT_OF_RANGE" | "REQUIRED" | "TOO_LONG" | "TOO_MANY" | "TOO_SHORT" | "TOO_WEAK" | "UNKNOWN" | "%future added value";
export type Language = "EN" | "FR" | "NL" | "%future added value";
export type MailDelivery = "AT_ONCE" | "DAILY" | "NEVER" | "%future added value";
export type NotificationKind = "AGENDA_ITEM_ACCEPTED" | "AGENDA_ITEM_DECLINED" | "AGENDA_ITEM_PROPOSED" | "COLLABORATION_ACCEPTED" | "COLLABORATION_DECLINED" | "COLLABORATION_INVITED" | "COLLABORATION_JOINED" | "COLLABORATION_JOIN_DECLINED" | "COLLABORATION_JOIN_REQUESTED" | "COLLABORATION_PROPOSED" | "COLLABORATION_REQUESTED" | "COMMENT_MARKED_AS_ANSWER" | "COMMENT_REPLIED" | "CO_AUTHOR_DECLINED" | "CO_AUTHOR_INVITED" | "CO_AUTHOR_JOINED" | "CO_AUTHOR_LEFT" | "CO_AUTHOR_REMOVED" | "FOLLOWED_IDEA_COMMENTED" | "FOLLOWED_QUESTION_ANSWERED" | "GATHERING_CANCELLED" | "GATHERING_CHANGED" | "GATHERING_INVITED" | "GATHERING_PROPOSED" | "GATHERING_REMINDER" | "HELP_ANSWERED" | "HELP_DECLINED" | "HELP_REQUESTED" | "HOST_ADDED" | "HOST_MAIL" | "HOST_NEEDED" | "IDEA_COMMENTED" | "IDEA_STATUS_UPDATED" | "MENTIONED" | "MESSAGE_ANSWERED" | "MESSAGE_ASSIGNED" | "MESSAGE_LEFT" | "MESSAGE_RECEIVED" | "MODERATION_DECIDED" | "MODERATION_REVERSED" | "OUTCOME_RECORDED" | "OWN_IDEA_CHANGED" | "PLACE_GIVEN" | "PRACTICE_CONTACT" | "PRACTICE_DECLINED" | "PRACTICE_IN_REVIEW" | "PRACTICE_PUBLISHED" | "PRACTICE_USED" | "PROPOSAL_ACCEPTED" | "PROPOSAL_DECLINED" | "REGISTRATION_ACCEPTED" | "REGISTRATION_DECLINED" | "REGISTRATION_REQUESTED" | "SHARING_ANSWERED" | "SHARING_PROPOSED" | "THEME_SUGGESTED" | "THEME_SUGGESTION_DECLINED" | "THEME_SUGGESTION_MERGED" | "THEME_SUGGESTION_TAKEN" | "TRACK_CHANGED" | "TRACK_COMPLETED" | "TRACK_COORDINATOR" | "TRACK_PLACE_GIVEN" | "TRACK_STEP_DROPPED" | "TRACK_WITHDRAWN" | "%future added value";
export type ProfileVisibility = "EVERYBODY" | "MEMBERS" | "%future added value";
export type UserErrorCode = "ACCOUNT_REQUIRED" | "AGENDA_FULL" | "ALREADY_ANSWERED" | "ALREADY_APPEALED" | "ALREADY_CHECKED_IN" | "ALREADY_COLLABORATING" | "ALREADY_DECIDED" | "ALREADY_ENROLLED" | "ALREADY_INVITED" | "ALREADY_REGISTERED" | "ALREADY_REQUESTED" | "CANNOT_JOIN" | "CHECK_IN_CLOSED" | "COLLABORATION_FULL" | "COLLABORATION_STOPPED" | "COMMENT_WITHDRAWN" | "EMAIL_TAKEN" | "ENROLMENT_CLOSED" | "GATHERING_CLOSED" | "IDEA_WITHDRAWN" | "IDEMPOTENCY_CONFLICT" | "INVALID_CREDENTIALS" | "INVALID_INPUT" | "INVALID_TOKEN" | "INVITATION_CLOSED" | "INVITATION_REQUIRED" | "MAILS_SENT" | "NOT_CHECKED_IN" | "NOT_ENROLLED" | "NOT_FOUND" | "NOT_REGISTERED" | "NOT_YOURS_TO_DECIDE" | "NO_MORE_HELP_REQUESTS" | "NO_RECIPIENTS" | "NO_REPLY_ADDRESS" | "ORGANISATION_EXISTS" | "PRACTICE_NOT_PUBLISHED" | "PRACTICE_PUBLISHED" | "PRACTICE_WITHDRAWN" | "PROFILE_HIDDEN" | "REGISTRATION_CLOSED" | "SHARING_PROPOSED" | "STALE_VERSION" | "STATUS_CONFLICT" | "SUSPENDED" | "TOO_MANY_CO_AUTHORS" | "TOO_MANY_DRAFTS" | "TOO_MANY_REQUESTS" | "TOO_MANY_THEME_SUGGESTIONS" | "TRACK_COMPLETED" | "TRACK_INCOMPLETE" | "TRACK_WITHDRAWN" | "TRY_AGAIN" | "%future added value";
export type UpdateSettingsInput = {
  digestHour?: number | null | undefined;
  emailNotifications?: boolean | null | undefined;
  helpRequestsPerMonth?: number | null | undefined;
  language?: Language | null | undefined;
  matchable?: boolean | null | undefined;
  notificationMails?: ReadonlyArray<NotificationMailInput> | null | undefined;
  profileVisibility?: ProfileVisibility | null | undefined;
  reminderHours?: number | null | undefined;
  shareAttendance?: boolean | null | undefined;
};
export type NotificationMailInput = {
  delivery?: MailDelivery | null | undefined;
  kind: NotificationKind;
};
export type documentsUpdateSettingsMutation$variables = {
  input: UpdateSettingsInput;
};
export type documentsUpdateSettingsMutation$data = {
  readonly updateSettings: {
    readonly settings: {
      readonly id: string;
      readonly language: Language;
    } | null | undefined;
    readonly userErrors: ReadonlyArray<{
      readonly code: UserErrorCode;
      readonly message: string;
      readonly path: ReadonlyArray<string>;
      readonly problem: InputProblem | null | undefined;
    }>;
  } | null | undefined;
};
export type documentsUpdateSettingsMutation = {
  response: documentsUpdateSettingsMutation$data;
  variables: documentsUpdateSettingsMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "input"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "input",
    "variableName": "input"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "concreteType": "Settings",
  "kind": "LinkedField",
  "name": "settings",
  "plural": false,
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "id",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "language",
      "storageKey": null
    }
  ],
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "code",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "problem",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "message",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "path",
  "storageKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "documentsUpdateSettingsMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "UpdateSettingsPayload",
        "kind": "LinkedField",
        "name": "updateSettings",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": null,
            "kind": "LinkedField",
            "name": "userErrors",
            "plural": true,
            "selections": [
              (v3/*:: as any*/),
              (v4/*:: as any*/),
              (v5/*:: as any*/),
              (v6/*:: as any*/)
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "documentsUpdateSettingsMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "UpdateSettingsPayload",
        "kind": "LinkedField",
        "name": "updateSettings",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": null,
            "kind": "LinkedField",
            "name": "userErrors",
            "plural": true,
            "selections": [
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "__typename",
                "storageKey": null
              },
              (v3/*:: as any*/),
              (v4/*:: as any*/),
              (v5/*:: as any*/),
              (v6/*:: as any*/)
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "45e6b0d3639027dfb321bdd80f9a2158",
    "id": null,
    "metadata": {},
    "name": "documentsUpdateSettingsMutation",
    "operationKind": "mutation",
    "text": "mutation documentsUpdateSettingsMutation(\n  $input: UpdateSettingsInput!\n) {\n  updateSettings(input: $input) {\n    settings {\n      id\n      language\n    }\n    userErrors {\n      __typename\n      code\n      problem\n      message\n      path\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "d19f5a1c4d08e02e7145bf35d666bb05";

export default node;
