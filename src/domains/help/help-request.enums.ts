import { registerEnumType } from "type-graphql";

export enum HelpRequestStatus {
  PENDING = "PENDING",
  ANSWERED = "ANSWERED",
  DECLINED = "DECLINED",
  WITHDRAWN = "WITHDRAWN",
  EXPIRED = "EXPIRED",
}

registerEnumType(HelpRequestStatus, {
  name: "HelpRequestStatus",
  description: "The status of a request for help with a question (status). All but PENDING are final.",
  valuesConfig: {
    PENDING: { description: "The member who was asked has neither commented nor declined yet (open)." },
    ANSWERED: { description: "The member who was asked commented on the question (beantwoord)." },
    DECLINED: { description: "The member who was asked declined (afgewezen)." },
    WITHDRAWN: {
      description:
        "Withdrawn by who asked, by a block, or because the account of one of the two was erased (ingetrokken).",
    },
    EXPIRED: { description: "The member who was asked did neither within 30 days (verlopen)." },
  },
});
