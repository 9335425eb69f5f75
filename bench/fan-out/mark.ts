const tilde = 0x7e;
const zero = 0x30;
const nine = 0x39;

/** What the title of an idea carries, so that its receiver need not parse the message. */
export interface Mark {
  /** The round that it belongs to: what is late from another one does not count. */
  phase: number;
  /** Its number in the round, from 0. */
  event: number;
  /** Just before it was posted, by the machine's own clock. */
  postedUs: number;
}

/** Microseconds by a clock that all processes of a machine share. */
export function nowUs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e6 + nanoseconds / 1e3;
}

export const markedTitle = ({ phase, event, postedUs }: Mark): string =>
  `Idee ~${phase}~${event}~${Math.floor(postedUs)}~ om samen met anderen de buurt te vernieuwen`;

/**
 * The mark in a part of the bytes, put into `mark`; false where there is none. It is the only one of its kind: nothing
 * else has a `~`.
 */
export function readMark(bytes: Buffer, from: number, to: number, mark: Mark): boolean {
  let at = bytes.indexOf(tilde, from);
  if (at < 0 || at >= to) return false;
  const number = (): number => {
    let value = 0;
    for (at++; at < to; at++) {
      const digit = bytes[at]!;
      if (digit < zero || digit > nine) break;
      value = value * 10 + digit - zero;
    }
    return value;
  };
  mark.phase = number();
  mark.event = number();
  mark.postedUs = number();
  return at < to && bytes[at] === tilde;
}
