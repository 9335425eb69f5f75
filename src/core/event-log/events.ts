/* eslint-disable @typescript-eslint/no-empty-object-type -- filled by declaration merging */

/**
 * The kinds of event that have a subject, each with its `data`: ids and enum values alone. A kind reads `subject.verb`,
 * in the past tense. Each domain declares the kinds that it announces in its `<name>.events.ts`.
 */
export interface EventPayloads {}

/** The kinds of event without a subject: their `subjectId` is null. */
export interface SubjectlessEventPayloads {}

type Announced<Payloads, Subject> = {
  [Kind in keyof Payloads]: { kind: Kind; subjectId: Subject; data: Payloads[Kind] };
}[keyof Payloads];

/** An event to announce. */
export type NewEvent = Announced<EventPayloads, string> | Announced<SubjectlessEventPayloads, null>;

export type EventKind = NewEvent["kind"];

/** An event as it stands in the log: `event.kind` narrows `event.data`. */
export type LoggedEvent = NewEvent & { position: number; occurredAt: Date };

/** The logged events of some kinds. */
export type EventOf<Kind extends EventKind> = Extract<LoggedEvent, { kind: Kind }>;
