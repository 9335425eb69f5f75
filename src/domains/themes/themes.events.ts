import type { LoggedEvent } from "../../core/event-log/events.js";

declare module "../../core/event-log/events.js" {
  /** `by` is an organiser. */
  interface EventPayloads {
    "theme.created": { by: string };
    /** `isMoved` when it has another broader theme now, or none. */
    "theme.edited": { by: string; isMoved: boolean };
    "theme.archived": { by: string };
    "theme.revived": { by: string };
    /** What refers to the subject refers to the theme `intoId` now, and its narrower themes lie below that one. */
    "theme.merged": { by: string; intoId: string };
  }
}

/** Whether a theme may be another after the event than it was. */
export const changesThemes = ({ kind, data }: LoggedEvent): boolean =>
  kind === "theme.created" ||
  kind === "theme.edited" ||
  kind === "theme.archived" ||
  kind === "theme.revived" ||
  kind === "theme.merged" ||
  (kind === "network.imported" && data.file === "themes.csv");

/** Whether other themes may lie within one than did before the event. */
export const movesThemes = (event: LoggedEvent): boolean =>
  event.kind === "theme.edited"
    ? event.data.isMoved
    : event.kind !== "theme.archived" && event.kind !== "theme.revived" && changesThemes(event);
