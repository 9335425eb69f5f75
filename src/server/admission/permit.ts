import type { DocumentNode } from "graphql";
import type { Pausable } from "../../core/graphql/context.js";

/** What an operation holds while it runs. */
export interface Permit extends Pausable {
  /** Names the operation, once it is known and charged; only named operations are measured. */
  runs: (document: DocumentNode, cost: number) => void;
  /**
   * To be called when the operation has completed; calling it again does nothing. Returns the service time of the
   * operation in milliseconds: the time in which it ran, each moment divided among all that ran.
   */
  release: () => number;
}
