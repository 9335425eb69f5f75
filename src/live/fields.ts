import { ideaPosted } from "./idea-posted.js";
import type { LiveField } from "./live-field.js";

/** The fields of Subscription. */
export const liveFields: ReadonlyMap<string, LiveField> = new Map([ideaPosted].map((field) => [field.name, field]));
