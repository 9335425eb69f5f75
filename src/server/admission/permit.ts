import type { DocumentNode } from "graphql";

/** What an operation holds while it runs. */
export interface Permit {
  /** Names the operation, once it is known and charged; only named operations are measured. */
  runs: (document: DocumentNode, cost: number) => void;
  /**
   * To be called when the operation has completed; calling it again does nothing. Returns the service time of the
   * operation in milliseconds: the time in which it ran, each moment divided among all that ran.
   */
  release: () => number;
}
