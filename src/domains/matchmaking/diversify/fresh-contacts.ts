import type { MemberGraph } from "../graph/member-graph.js";
import type { SuggestionQuery } from "../query/suggestion-query.js";

/**
 * Whether a member, by number in the interest index, works elsewhere than the target and is more than two
 * collaborations away.
 */
export function isFreshContact(graph: MemberGraph, { target, store }: SuggestionQuery): (number: number) => boolean {
  const own = graph.members.find(target.memberId);
  const organisation = graph.organisationOf(own);
  const collaborators = new Set<number>();
  if (own >= 0) graph.collaborators.each(own, (collaborator) => collaborators.add(collaborator));
  return (number) => {
    const member = graph.members.findAs(store.members, number);
    if (own < 0 || member < 0) return true;
    if (organisation >= 0 && graph.organisationOf(member) === organisation) return false;
    let isNear = collaborators.has(member);
    if (collaborators.size > 0) graph.collaborators.each(member, (mutual) => (isNear ||= collaborators.has(mutual)));
    return !isNear;
  };
}
