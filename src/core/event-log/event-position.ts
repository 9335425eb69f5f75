import sql, { type Sql } from "sql-template-tag";

/**
 * How events are numbered, by the names that the database has for it. `next_event_position()`, the default of
 * `event.position`, takes the lock and gives the next position; the lock is held until the commit, so that positions
 * become visible in their own order: whoever has seen a position never finds a smaller one later.
 * `skip_event_positions(first)` lets positions go on from `first`, unless they are past it. Another way of numbering
 * changes these two functions alone.
 */
export const nextEventPosition = "next_event_position()";

/** The key of the lock. */
export const eventPositionLock = "hashtext('event_position')";

/** The sequence that the functions draw from. */
export const eventPositionSequence = "event_position";

export const skipEventPositions = (first: number): Sql => sql`SELECT skip_event_positions(${first})`;
