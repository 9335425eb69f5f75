import { LRUCache } from "lru-cache";
import type { LinkTo } from "../../core/links/links.js";
import { sha256 } from "../../core/sha256.js";
import { writeCalendar, type Calendar } from "./write-calendar.js";

/** The size of the cache, in UTF-16 code units, at most. */
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

  /** The current feed, cached for the next reader. */
  write(calendar: Calendar): WrittenCalendar {
    const key = sha256(JSON.stringify([this.linkTo("gathering", ""), calendar])).toString("base64url");
    const known = this.#written.get(key);
    if (known) return known;
    const written = this.writePersonal(calendar);
    this.#written.set(key, written);
    return written;
  }

  /** The same for the feed of one member, which is not cached. */
  writePersonal(calendar: Calendar): WrittenCalendar {
    const text = writeCalendar(calendar, (id) => this.linkTo("gathering", id));
    return { text, etag: `W/"${sha256(text).toString("base64url")}"` };
  }
}
