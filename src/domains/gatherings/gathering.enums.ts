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
}

export enum RegistrationStatus {
  GOING = "GOING",
  WAITLISTED = "WAITLISTED",
  CANCELLED = "CANCELLED",
}

registerEnumType(GatheringFormat, {
  name: "GatheringFormat",
  description: "The pattern a gathering follows (werkvorm).",
  valuesConfig: {
    OPEN_EXCHANGE: { description: "Open exchange between members (open uitwisseling)." },
    IDEA: { description: "An idea stands central (idee centraal)." },
    TRY_OUT: { description: "Somebody tries something out (probeersel)." },
    QUESTION: { description: "Somebody brings a question for the others (vraag)." },
    SHOWCASE: { description: "Members show their innovations (toonmoment)." },
    LEARNING_SESSION: { description: "A session to learn something together (leersessie)." },
  },
});

registerEnumType(GatheringStatus, {
  name: "GatheringStatus",
  description: "Whether a gathering takes place.",
  valuesConfig: {
    SCHEDULED: { description: "It takes place, or took place (gepland)." },
    CANCELLED: { description: "It was called off (afgelast)." },
  },
});

registerEnumType(RegistrationStatus, {
  name: "RegistrationStatus",
  description: "What a member's registration for a gathering is worth.",
  valuesConfig: {
    GOING: { description: "The member has a place (ingeschreven)." },
    WAITLISTED: { description: "The member waits for a place (wachtlijst)." },
    CANCELLED: { description: "The member does not come (geannuleerd)." },
  },
});
