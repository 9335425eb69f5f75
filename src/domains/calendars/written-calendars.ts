import { LRUCache } from "lru-cache";
import type { LinkTo } from "../../core/links/links.js";
import { sha256 } from "../../core/sha256.js";
import { writeCalendar, type Calendar } from "./write-calendar.js";

/** UTF-16 code units of all that is kept, at most. */
const maxSize = 16_000_000;

export interface WrittenCalendar {
  text: string;
  /** The value of the header ETag; weak, as compression makes other bytes of it. */
  etag: string;
}

/** Calendars as they were written last, so that one which has not changed is not written again for each reader. */
export class WrittenCalendars {
  readonly #written = new LRUCache<string, WrittenCalendar>({
    maxSize,
    sizeCalculation: ({ text }) => text.length,
  });

  constructor(private readonly linkTo: LinkTo) {}

  /** What it is now, kept for the next reader. */
  write(calendar: Calendar): WrittenCalendar {
    const key = sha256(JSON.stringify([this.linkTo("gathering", ""), calendar])).toString("base64url");
    const known = this.#written.get(key);
    if (known) return known;
    const written = this.writePersonal(calendar);
    this.#written.set(key, written);
    return written;
  }

  /** The same of what is one member's, which is not kept. */
  writePersonal(calendar: Calendar): WrittenCalendar {
    const text = writeCalendar(calendar, (id) => this.linkTo("gathering", id));
    return { text, etag: `W/"${sha256(text).toString("base64url")}"` };
  }
}
