import { sha256 } from "../core/sha256.js";

/**
 * What stands in the place of an import source's own id of a member whose account was erased: enough to know them
 * again, so that another import of the same folder does not bring them back, and nothing that tells who they were.
 */
export const erasedSourceId = (source: string, sourceId: string): string =>
  `erased:${sha256(`${source}\n${sourceId}`).toString("hex")}`;
