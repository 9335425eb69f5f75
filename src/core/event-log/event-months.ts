/** Positions that each month has to itself: more than can be written in one. */
const positionsOfMonth = 2 ** 32;

/**
 * The part of the event log that a month of UTC is written to. Its bounds follow from the month alone, so any process
 * can make it.
 */
export interface EventMonth {
  /** The table's name. */
  name: string;
  /** The first position. */
  from: number;
  /** The first position of the month after. */
  to: number;
}

/** The month of `at`, or one so many months later. */
export function eventMonth(at: Date, later = 0): EventMonth {
  const index = at.getUTCFullYear() * 12 + at.getUTCMonth() + later;
  return {
    name: `event_${Math.floor(index / 12)}_${String((index % 12) + 1).padStart(2, "0")}`,
    from: index * positionsOfMonth,
    to: (index + 1) * positionsOfMonth,
  };
}
