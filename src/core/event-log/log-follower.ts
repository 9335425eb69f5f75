import type { LoggedEvent } from "./events.js";

/** What follows the log in one process: see `EventLogReader.follow`. */
export interface LogFollower {
  /** Takes each event once, in the log's order. */
  onEvent: (event: LoggedEvent) => void;
  /**
   * The database's log is not the one that was read: what came of its events may be wrong, and is to be read or made
   * again.
   */
  onReset?: () => void;
}
