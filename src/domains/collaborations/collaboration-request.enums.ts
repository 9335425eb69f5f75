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
  description: "The status of a collaboration request (status). All but PENDING are final.",
  valuesConfig: {
    PENDING: { description: "The recipient has not answered yet (open)." },
    ACCEPTED: {
      description: "The recipient accepted: a collaboration started, or does once another member agrees (aanvaard).",
    },
    DECLINED: { description: "The recipient declined (afgewezen)." },
    WITHDRAWN: {
      description:
        "Withdrawn by the sender, by a block, or because the account of one of the two was erased (ingetrokken).",
    },
    EXPIRED: { description: "The recipient did not answer within 30 days (verlopen)." },
  },
});

registerEnumType(RequestDirection, {
  name: "RequestDirection",
  description: "The direction of a collaboration request, from the viewer's point of view (richting).",
  valuesConfig: {
    RECEIVED: { description: "The viewer received the request (ontvangen)." },
    SENT: { description: "The viewer sent the request (verzonden)." },
  },
});
