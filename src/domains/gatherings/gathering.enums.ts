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

/** Who can have a place at a gathering. */
export enum RegistrationMode {
  OPEN = "OPEN",
  APPROVAL = "APPROVAL",
  INVITATION = "INVITATION",
}

export enum RegistrationStatus {
  GOING = "GOING",
  WAITLISTED = "WAITLISTED",
  CANCELLED = "CANCELLED",
  REQUESTED = "REQUESTED",
  INVITED = "INVITED",
  DECLINED = "DECLINED",
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

registerEnumType(RegistrationMode, {
  name: "RegistrationMode",
  description: "How one gets a place at a gathering (wijze van inschrijven).",
  valuesConfig: {
    OPEN: { description: "Who registers has a place while there are free ones (vrij)." },
    APPROVAL: { description: "A host decides about each request; who is invited needs no approval (op aanvraag)." },
    INVITATION: { description: "Only who is invited can register (op uitnodiging)." },
  },
});

registerEnumType(RegistrationStatus, {
  name: "RegistrationStatus",
  description: "The status of a registration for a gathering (status van de inschrijving).",
  valuesConfig: {
    GOING: { description: "The registration has a place (ingeschreven)." },
    WAITLISTED: { description: "The registration is on the waiting list (wachtlijst)." },
    CANCELLED: { description: "The registration, the request or the invitation was cancelled (geannuleerd)." },
    REQUESTED: { description: "A host has not decided about the request yet (aangevraagd)." },
    INVITED: {
      description:
        "A host invited the member, who has not registered yet; no place is reserved meanwhile (uitgenodigd).",
    },
    DECLINED: { description: "A host declined the registration (niet aanvaard)." },
  },
});
