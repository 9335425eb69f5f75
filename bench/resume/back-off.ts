const minMs = 100;
const maxMs = 5_000;

/**
 * How long a client waits before it tries again after so many failures in a row: twice as long each time, and with
 * jitter, as all those of a killed process must not come at once.
 */
export const backOffMs = (failures: number, random: () => number): number =>
  Math.min(maxMs, minMs * 2 ** failures) * (0.5 + random() / 2);
