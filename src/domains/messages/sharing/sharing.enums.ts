import { registerEnumType } from "type-graphql";

/** What can be made of a message. */
export enum SharedAs {
  QUESTION = "QUESTION",
  GATHERING = "GATHERING",
}

export enum SharingStatus {
  PROPOSED = "PROPOSED",
  CONSENTED = "CONSENTED",
  DECLINED = "DECLINED",
  WITHDRAWN = "WITHDRAWN",
}

registerEnumType(SharedAs, {
  name: "SharedAs",
  description: "What a moderator proposes to make of a message (delen als).",
  valuesConfig: {
    QUESTION: { description: "A question that everybody can read (vraag)." },
    GATHERING: { description: "A gathering that is proposed to the organisers (voorgestelde bijeenkomst)." },
  },
});

registerEnumType(SharingStatus, {
  name: "SharingStatus",
  description: "What became of a proposal to share a message (status van het voorstel).",
  valuesConfig: {
    PROPOSED: {
      description: "Who left the message has not answered; without effect once it has expired (voorgesteld).",
    },
    CONSENTED: { description: "Who left the message consented, and it was shared (gedeeld)." },
    DECLINED: { description: "Who left the message does not want it (geweigerd)." },
    WITHDRAWN: { description: "A moderator withdrew it, or left the network (ingetrokken)." },
  },
});
