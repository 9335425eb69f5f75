
      export interface PossibleTypesResultData {
        possibleTypes: {
          [key: string]: string[]
        }
      }
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "Node": [
      "AgendaItem",
      "AuditEntry",
      "Collaboration",
      "CollaborationRequest",
      "Comment",
      "Gathering",
      "GatheringSeries",
      "Idea",
      "Member",
      "Message",
      "ModerationCase",
      "ModerationDecision",
      "Notification",
      "Organisation",
      "Registration",
      "Report",
      "SeriesRegistration",
      "Theme"
    ],
    "UserError": [
      "PlainUserError",
      "StaleVersionError",
      "TryAgainError"
    ]
  }
};
      export default result;
    