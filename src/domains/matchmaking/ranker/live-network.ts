import type { InterestStore } from "../interest-index/interest-store.js";
import type { Interests, Network, StanceNumber } from "../learning/history.js";
import type { MemberGraph } from "../graph/member-graph.js";

/**
 * The network as the process knows it now, in the form that features are computed from; members have the numbers of the
 * graph.
 */
export const liveNetwork = (store: InterestStore, graph: MemberGraph): Network => ({
  memberCount: graph.members.size,
  interests: liveInterests(store, graph),
  collaborators: graph.collaborators,
  gatheringsOf: graph.gatheringsOf,
  attendees: graph.attendees,
  colleagues: graph.colleagues,
  organisationOf: graph.organisationOf,
  sectorOf: graph.sectorOf,
});

function liveInterests(store: InterestStore, graph: MemberGraph): Interests {
  const none = new Uint32Array(0);
  const rowOf = (member: number): Uint32Array => {
    const number = store.members.findAs(graph.members, member);
    return number < 0 ? none : store.interestsOf(number);
  };
  const holderCount = (theme: number): number => store.listLengths[theme]!;
  return {
    themeCount: store.themes.size,
    meanCount: store.interestCount / Math.max(1, store.interestedCount),
    count: (member) => rowOf(member).length,
    each(member, visit) {
      for (const interest of rowOf(member)) visit(interest >>> 2, (interest & 3) as StanceNumber);
    },
    holderCount,
    eachHolder(theme, visit) {
      const list = store.lists[theme]!;
      for (let at = 0; at < holderCount(theme); at++) {
        const member = graph.members.findAs(store.members, list[at]! >>> 2);
        if (member >= 0) visit(member);
      }
    },
    norm(member) {
      let squares = 0;
      for (const interest of rowOf(member))
        squares += Math.log(graph.members.size / Math.max(1, holderCount(interest >>> 2))) ** 2;
      return Math.sqrt(squares);
    },
  };
}
