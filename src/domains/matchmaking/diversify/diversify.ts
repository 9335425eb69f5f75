import type { Context } from "../../../core/graphql/context.js";
import type { Suggested } from "../hydrate/hydrate.js";
import type { SuggestionQuery } from "../query/suggestion-query.js";

/** The places among which there are always some fresh contacts. */
const firstPlaces = 10;

/** The first of the candidates that `also` lets in. */
type BestOf = (size: number, also: (member: number) => boolean) => Promise<Suggested[]>;

/** Whether a member works elsewhere than the seeker and is more than two collaborations away from them. */
export function freshTo(
  { memberGraph: { graph: ties } }: Context,
  { seeker, store }: SuggestionQuery,
): (member: number) => boolean {
  const own = ties.members.find(seeker.memberId);
  const organisation = ties.organisationOf(own);
  const near = new Set<number>();
  if (own >= 0) ties.collaborators.each(own, (collaborator) => near.add(collaborator));
  return (number) => {
    const member = ties.members.findAs(store.members, number);
    if (own < 0 || member < 0) return true;
    if (organisation >= 0 && ties.organisationOf(member) === organisation) return false;
    let isNear = near.has(member);
    if (near.size > 0) ties.collaborators.each(member, (mutual) => (isNear ||= near.has(mutual)));
    return !isNear;
  };
}

/**
 * The first `first` of what `best` gives, with so many fresh contacts at least in the first ten as the service is set to, where there
 * are that many: the last of the others give way to the best fresh ones below them, and follow after the ten. So the places before
 * theirs, and the order of those who stay, are what they would be without.
 */
export async function withFreshContacts(
  ctx: Context,
  first: number,
  isFresh: (member: number) => boolean,
  best: BestOf,
): Promise<Suggested[]> {
  const { freshContacts: least, suggestionCounts: counts } = ctx;
  const reaches = first > firstPlaces - least;
  const ranked = await best(reaches ? Math.max(first, firstPlaces) : first, () => true);
  const told = (reaches ? await refreshed(ranked, least, isFresh, best) : ranked).slice(0, first);
  counts.given += told.length;
  counts.fresh += told.filter(({ number }) => isFresh(number)).length;
  return told;
}

async function refreshed(
  ranked: Suggested[],
  least: number,
  isFresh: (member: number) => boolean,
  best: BestOf,
): Promise<Suggested[]> {
  const ten = ranked.slice(0, firstPlaces);
  const others = ten.filter(({ number }) => !isFresh(number));
  const missing = least - (ten.length - others.length);
  if (missing <= 0 || ten.length < firstPlaces) return ranked;
  const taken = new Set(ten.map(({ number }) => number));
  const fresh = await best(missing, (member) => isFresh(member) && !taken.has(member));
  const giveWay = new Set(others.slice(others.length - fresh.length));
  const kept = [...ten.filter((one) => !giveWay.has(one)), ...fresh];
  const numbers = new Set(kept.map(({ number }) => number));
  return [...kept, ...ranked.filter(({ number }) => !numbers.has(number))];
}
