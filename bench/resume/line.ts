import type { Delivery } from "./checker.js";

/** What a subscriber hears over one of its connections. */
export interface Listener {
  /** Whatever it is. */
  heard: () => void;
  told: (delivery: Delivery) => void;
  /** The connection is no more; once, and last of all. */
  ended: (because: string) => void;
}

/** One connection of a subscriber, over WebSocket or as server-sent events. */
export interface Line {
  isOpen: () => boolean;
  /** Reads nothing until `resume`. */
  pause: () => void;
  resume: () => void;
  /** Asks the other side for a sign of life, where the protocol has a way to. */
  ping: () => void;
  /** Lets go of it, without a word. */
  drop: (because: string) => void;
}

export interface Dialling {
  url: string;
  /** Where it seems to come from. */
  address: string;
  authorization: string;
  /** The cursor to go on after. */
  after: string;
  /** Of `ideaPosted`, as every idea meets it. */
  filter: object;
}

export type Dial = (dialling: Dialling, listener: Listener) => Line;

export const subscription = `subscription ($after: String!, $filter: IdeaFilter) {
  ideaPosted(after: $after, filter: $filter) { cursor idea { id title author { name } } }
}`;

export interface Told {
  data?: { ideaPosted: { cursor: string; idea: { id: string } } } | null;
  errors?: { extensions?: { code?: string } }[];
}

export const codeOf = (errors: Told["errors"]): string => errors?.[0]?.extensions?.code ?? "an error without code";
