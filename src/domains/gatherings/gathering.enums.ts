import { registerEnumType } from "type-graphql";

export enum GatheringFormat {
  OPEN_EXCHANGE = "OPEN_EXCHANGE",
  IDEA = "IDEA",
  TRY_OUT = "TRY_OUT",
  QUESTION = "QUESTION",
  SHOWCASE = "SHOWCASE",
  LEARNING_SESSION = "LEARNING_SESSION",
}

export enum GatheringStatus {
  SCHEDULED = "SCHEDULED",
  CANCELLED = "CANCELLED",
  PROPOSED = "PROPOSED",
  DECLINED = "DECLINED",
}

export enum RegistrationStatus {
  GOING = "GOING",
  WAITLISTED = "WAITLISTED",
  CANCELLED = "CANCELLED",
}

registerEnumType(GatheringFormat, {
  name: "GatheringFormat",
  description: "The format of a gathering (werkvorm).",
  valuesConfig: {
    OPEN_EXCHANGE: { description: "Open exchange between members (open uitwisseling)." },
    IDEA: { description: "Work on one central idea (idee centraal)." },
    TRY_OUT: { description: "A member tries something out with the others (probeersel)." },
    QUESTION: { description: "A member brings a question for the others (vraag)." },
    SHOWCASE: { description: "Members present their innovations (toonmoment)." },
    LEARNING_SESSION: { description: "A session for learning together (leersessie)." },
  },
});

registerEnumType(GatheringStatus, {
  name: "GatheringStatus",
  description: "Whether a gathering takes place (status).",
  valuesConfig: {
    SCHEDULED: { description: "The gathering will take place, or took place (gepland)." },
    CANCELLED: { description: "The gathering was scheduled, and was then cancelled (afgelast)." },
    PROPOSED: {
      description:
        "A member proposed the gathering, and no organiser has decided yet (voorgesteld). Visible to the proposer, " +
        "organisers and administrators alone.",
    },
    DECLINED: {
      description:
        "An organiser declined the proposal, or its proposer withdrew it (niet aanvaard). Visible to the proposer, " +
        "organisers and administrators alone.",
    },
  },
});

registerEnumType(RegistrationStatus, {
  name: "RegistrationStatus",
  description: "The status of a member's registration for a gathering (status van de inschrijving).",
  valuesConfig: {
    GOING: { description: "The member has a place (ingeschreven)." },
    WAITLISTED: { description: "The member is on the waiting list (wachtlijst)." },
    CANCELLED: { description: "The registration was cancelled (geannuleerd)." },
  },
});
