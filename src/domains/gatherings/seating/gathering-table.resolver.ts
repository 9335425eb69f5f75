import { Arg, Ctx, Extensions, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { Gathering } from "../gathering.entity.js";
import { hostIds } from "../gathering.reads.js";
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
      "A proposed seating plan (tafelschikking) for the members who have a place, at most 2,000: as few " +
      "tables as possible, whose sizes differ by at most one, each with members who have rare themes in " +
      "common and come from different organisations and sectors, by the exchange heuristic of Kernighan and " +
      "Lin (1970). It is computed at each request, and the same for the same members. Null for everybody " +
      "except the hosts, organisers and administrators. Errors: BAD_USER_INPUT.",
  })
  @Extensions({ listSize: usualTables })
  async tables(
    @Ctx() ctx: Context,
    @Root() gathering: Gathering,
    @Arg("size", () => Int, {
      nullable: true,
      defaultValue: usualSize,
      description: "Maximum number of members at a table: 2 to 12, 6 by default.",
    })
    size: number | null,
  ): Promise<GatheringTable[] | null> {
    const seats = checkTableSize(size);
    const subject = { hostIds: await hostIds(ctx, gathering.id) };
    if (!can(await actorOf(ctx), gatheringPolicy.manage, subject)) return null;
    const tables = (await tablesOf(ctx, gathering.id, seats)) ?? tooMany();
    return tables.map((seated) => Object.assign(new GatheringTable(), { seated }));
  }
}

@Resolver(() => GatheringTable)
export class GatheringTableResolver {
  @FieldResolver(() => [Member], {
    description: "The members at the table, ordered by name; only those whose profile the caller may see.",
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
      "The themes in which at least two members at the table have an interest, the one that connects them " +
      "most first; empty when there are none.",
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
