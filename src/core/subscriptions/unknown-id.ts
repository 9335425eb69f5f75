import { Fault } from "../errors/fault.js";

/** For an id of nothing that the caller may see: what is not there and what is not theirs to see read the same. */
export const unknownId = (what: string, argument: string, query: string): Fault =>
  new Fault("BAD_USER_INPUT", `There is no ${what} with this id: take ids from the query \`${query}\`.`, { argument });
