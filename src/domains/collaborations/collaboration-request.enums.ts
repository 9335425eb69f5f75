import { registerEnumType } from "type-graphql";

export enum CollaborationRequestStatus {
  PENDING = "PENDING",
  ACCEPTED = "ACCEPTED",
  DECLINED = "DECLINED",
  WITHDRAWN = "WITHDRAWN",
  EXPIRED = "EXPIRED",
}

export enum RequestDirection {
  RECEIVED = "RECEIVED",
  SENT = "SENT",
}

registerEnumType(CollaborationRequestStatus, {
  name: "CollaborationRequestStatus",
  description: "What became of a request to collaborate; all but PENDING are for good.",
  valuesConfig: {
    PENDING: { description: "Waits for an answer (open)." },
    ACCEPTED: { description: "The two collaborate from then on (aanvaard)." },
    DECLINED: { description: "The member who was asked would rather not (afgewezen)." },
    WITHDRAWN: { description: "Taken back by who asked, by a block, or as one of the two left (ingetrokken)." },
    EXPIRED: { description: "Nobody answered for thirty days (verlopen)." },
  },
});

registerEnumType(RequestDirection, {
  name: "RequestDirection",
  description: "Which way a request went, as the viewer sees it.",
  valuesConfig: {
    RECEIVED: { description: "The viewer was asked." },
    SENT: { description: "The viewer asked." },
  },
});
