import { registerEnumType } from "type-graphql";

export enum CollaborationRequestStatus {
  PENDING = "PENDING",
  ACCEPTED = "ACCEPTED",
  DECLINED = "DECLINED",
  WITHDRAWN = "WITHDRAWN",
  EXPIRED = "EXPIRED",
}

export enum CollaborationRequestKind {
  BEGIN = "BEGIN",
  JOIN = "JOIN",
  INVITATION = "INVITATION",
}

export enum RequestDirection {
  RECEIVED = "RECEIVED",
  SENT = "SENT",
}

registerEnumType(CollaborationRequestStatus, {
  name: "CollaborationRequestStatus",
  description: "The status of a collaboration request (status). All but PENDING are final.",
  valuesConfig: {
    PENDING: { description: "No recipient has answered yet (open)." },
    ACCEPTED: {
      description:
        "A recipient accepted: a collaboration started, does once another member agrees, or has a member more (aanvaard).",
    },
    DECLINED: { description: "A recipient declined (afgewezen)." },
    WITHDRAWN: {
      description:
        "Withdrawn by the sender, by a block, or because the account of one of the two was erased (ingetrokken).",
    },
    EXPIRED: { description: "No recipient answered within 30 days (verlopen)." },
  },
});

registerEnumType(CollaborationRequestKind, {
  name: "CollaborationRequestKind",
  description: "What accepting a collaboration request does (soort).",
  valuesConfig: {
    BEGIN: {
      description:
        "Begins a collaboration of the two members; about an idea of the recipient that they already collaborate on with " +
        "others, it adds the sender to that collaboration (begin).",
    },
    JOIN: {
      description: "Adds the sender to a collaboration of the recipients, any of whom may answer (aansluiting).",
    },
    INVITATION: { description: "Adds the recipient to a collaboration of the sender (uitnodiging)." },
  },
});

registerEnumType(RequestDirection, {
  name: "RequestDirection",
  description:
    "The direction of a collaboration request, or of a request for help, from the viewer's point of view (richting).",
  valuesConfig: {
    RECEIVED: {
      description: "The viewer received the request, alone or with the other members of a collaboration (ontvangen).",
    },
    SENT: { description: "The viewer sent the request (verzonden)." },
  },
});
