import { Arg, Ctx, Extensions, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { Gathering } from "../gathering.entity.js";
import { hostsOf } from "../gathering.reads.js";
import type { Context } from "../../../core/graphql/context.js";
import { Fault } from "../../../core/errors/fault.js";
import { actorOf } from "../../../core/access/actor.js";
import { can } from "../../../core/access/policy.js";
import { Member } from "../../members/member.entity.js";
import { memberById } from "../../members/member.reads.js";
import { Theme } from "../../themes/theme.entity.js";
import { themeById } from "../../themes/theme.reads.js";
import { maxSeated, tablesOf } from "./gathering-table.reads.js";
import { GatheringTable } from "./gathering-table.types.js";
import { gatheringPolicy } from "../gathering.policy.js";
import type { ThemeContext } from "../../themes/theme.services.js";

const usualSize = 6;
/** What a list is counted as, for the cost of an operation: the tables of 200 participants. */
const usualTables = 34;

@Resolver(() => Gathering)
export class GatheringTablesResolver {
  @FieldResolver(() => [GatheringTable], {
    nullable: true,
    description:
      "Everybody who goes, at as few tables as can be, their sizes at most one apart: with rare themes in common, and different organisations and sectors together. The same for the same participants. Made anew at each reading, for at most 2,000 participants; null for all but its hosts and moderators.",
  })
  @Extensions({ listSize: usualTables })
  async tables(
    @Ctx() ctx: Context,
    @Root() gathering: Gathering,
    @Arg("size", () => Int, {
      nullable: true,
      defaultValue: usualSize,
      description: "How many sit at a table at most, 2 to 12; 6 when no number is given.",
    })
    size: number | null,
  ): Promise<GatheringTable[] | null> {
    const seats = checkTableSize(size);
    const hostIds = (await hostsOf(ctx, gathering.id)).map(({ id }) => id);
    if (!can(await actorOf(ctx), gatheringPolicy.seat, { hostIds })) return null;
    const tables = (await tablesOf(ctx, gathering.id, seats)) ?? tooMany();
    return tables.map((seated) => Object.assign(new GatheringTable(), { seated }));
  }
}

@Resolver(() => GatheringTable)
export class GatheringTableResolver {
  @FieldResolver(() => [Member], {
    description: "Who sit there, by name; without those whose profile the caller may not see.",
  })
  @Extensions({ listSize: usualSize })
  async members(@Ctx() ctx: Context, @Root() { seated }: GatheringTable): Promise<Member[]> {
    const members = await Promise.all(seated.members.map((id) => memberById(ctx, id)));
    return members
      .filter((member) => member !== null)
      .sort((a, b) => a.name.localeCompare(b.name, "nl") || (a.id < b.id ? -1 : 1));
  }

  @FieldResolver(() => [Theme], {
    description:
      "The themes that at least two of them have an interest in, the one that brings them together most first.",
  })
  sharedThemes(@Ctx() ctx: ThemeContext, @Root() { seated }: GatheringTable): Promise<Theme[]> {
    return Promise.all(seated.themes.map(async (id) => (await themeById(ctx, id))!));
  }
}

function checkTableSize(size: number | null): number {
  const seats = size ?? usualSize;
  if (seats < 2 || seats > 12)
    throw new Fault("BAD_USER_INPUT", `"size" must be 2 to 12; it is ${seats}.`, { argument: "size" });
  return seats;
}

const tooMany = (): never => {
  throw new Fault("BAD_USER_INPUT", `Tables are made for ${maxSeated} participants at most; here more go.`);
};
