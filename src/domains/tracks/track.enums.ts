import { registerEnumType } from "type-graphql";

export enum TrackStatus {
  DRAFT = "DRAFT",
  PUBLISHED = "PUBLISHED",
  WITHDRAWN = "WITHDRAWN",
}

export enum TrackStepKind {
  GATHERING = "GATHERING",
  SERIES = "SERIES",
  READING = "READING",
  ASSIGNMENT = "ASSIGNMENT",
}

export enum EnrolmentStatus {
  ENROLLED = "ENROLLED",
  WAITLISTED = "WAITLISTED",
  LEFT = "LEFT",
}

registerEnumType(TrackStatus, {
  name: "TrackStatus",
  description: "The status of a learning track (status van het leertraject).",
  valuesConfig: {
    DRAFT: {
      description:
        "Not published yet: for its coordinators, organisers and administrators alone (in voorbereiding). Nobody can enrol.",
    },
    PUBLISHED: { description: "For everybody; members can enrol (gepubliceerd)." },
    WITHDRAWN: {
      description:
        "Withdrawn for good: for its coordinators, organisers and administrators, and for those enrolled or on the waiting " +
        "list (ingetrokken). Nobody can enrol, mark steps or complete it any more.",
    },
  },
});

registerEnumType(TrackStepKind, {
  name: "TrackStepKind",
  description: "The kind of a step of a learning track (soort stap).",
  valuesConfig: {
    GATHERING: { description: "A gathering, done by checking in at it (bijeenkomst)." },
    SERIES: { description: "A series of gatherings, done by checking in at some of them (reeks)." },
    READING: { description: "Something to read, watch or listen to, which the learner marks as done (leesstof)." },
    ASSIGNMENT: { description: "Something to do, which the learner marks as done (opdracht)." },
  },
});

registerEnumType(EnrolmentStatus, {
  name: "EnrolmentStatus",
  description: "The status of an enrolment in a learning track (status van de deelname).",
  valuesConfig: {
    ENROLLED: { description: "The member has a place, also once the track is completed (ingeschreven)." },
    WAITLISTED: { description: "The member is on the waiting list (wachtlijst)." },
    LEFT: { description: "The member left before completing the track; who returns has their marks again (gestopt)." },
  },
});
