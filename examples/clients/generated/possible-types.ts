
      export interface PossibleTypesResultData {
        possibleTypes: {
          [key: string]: string[]
        }
      }
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "DeskSubject": [
      "Gathering",
      "Message",
      "ModerationCase",
      "Practice",
      "Registration",
      "ThemeSuggestion"
    ],
    "GatheringFocus": [
      "CentralIdea",
      "CentralQuestion",
      "CentralTryOut",
      "ShownInnovation"
    ],
    "Node": [
      "AgendaItem",
      "AuditEntry",
      "Certificate",
      "CoAuthorInvitation",
      "Collaboration",
      "CollaborationMessage",
      "CollaborationRequest",
      "Comment",
      "Gathering",
      "GatheringSeries",
      "HelpRequest",
      "HostMail",
      "Idea",
      "IdeaChange",
      "IdeaDraft",
      "LearningTrack",
      "Member",
      "Message",
      "MessageAnswer",
      "MessageSharing",
      "ModerationCase",
      "ModerationDecision",
      "Notification",
      "Organisation",
      "Outcome",
      "Practice",
      "PracticeEdit",
      "PracticeUse",
      "Registration",
      "Report",
      "SeriesRegistration",
      "Theme",
      "ThemeSuggestion",
      "TrackEnrolment",
      "TrackStep"
    ],
    "UserError": [
      "PlainUserError",
      "StaleVersionError",
      "TryAgainError",
      "VocabularyError"
    ]
  }
};
      export default result;
    