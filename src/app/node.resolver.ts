import sql from "sql-template-tag";
import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { auditEntryById } from "../domains/audit/audit.reads.js";
import { collaborationById } from "../domains/collaborations/collaboration.reads.js";
import { requestById } from "../domains/collaborations/collaboration-request.reads.js";
import { gatheringById, registrationById } from "../domains/gatherings/gathering.reads.js";
import { commentById, ideaById } from "../domains/ideas/idea.reads.js";
import { memberById, organisationById } from "../domains/members/member.reads.js";
import { messageById } from "../domains/messages/message.reads.js";
import { caseById, decisionById, reportById } from "../domains/moderation/moderation.reads.js";
import { notificationById } from "../domains/notifications/notification.reads.js";
import { themeById } from "../domains/themes/theme.reads.js";
import { loader } from "../core/graphql/batch.js";
import type { Context } from "../core/graphql/context.js";
import { Fault } from "../core/errors/fault.js";
import { idOf } from "../core/graphql/ids.js";
import { limits } from "../core/graphql/limits.js";
import { Node } from "../core/graphql/node.js";

/** Every table whose rows are nodes, with the read that respects who may see them. */
const nodeReads: Record<string, (ctx: Context, id: string) => Promise<Node | null>> = {
  member: memberById,
  organisation: organisationById,
  theme: themeById,
  idea: ideaById,
  comment: commentById,
  gathering: gatheringById,
  registration: registrationById,
  collaboration: collaborationById,
  collaboration_request: requestById,
  moderation_case: caseById,
  report: reportById,
  moderation_decision: decisionById,
  message: messageById,
  audit_entry: auditEntryById,
  notification: notificationById,
};

const tableOf = loader<string | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ id: string; name: string }>(sql`
    SELECT id, 'member' AS name FROM member WHERE id = ANY(${ids}::uuid[])
    UNION ALL SELECT id, 'organisation' FROM organisation WHERE id = ANY(${ids}::uuid[])
    UNION ALL SELECT id, 'theme' FROM theme WHERE id = ANY(${ids}::uuid[])
    UNION ALL SELECT id, 'idea' FROM idea WHERE id = ANY(${ids}::uuid[])
    UNION ALL SELECT id, 'comment' FROM comment WHERE id = ANY(${ids}::uuid[])
    UNION ALL SELECT id, 'gathering' FROM gathering WHERE id = ANY(${ids}::uuid[])
    UNION ALL SELECT id, 'registration' FROM registration WHERE id = ANY(${ids}::uuid[])
    UNION ALL SELECT id, 'collaboration' FROM collaboration WHERE id = ANY(${ids}::uuid[])
    UNION ALL SELECT id, 'collaboration_request' FROM collaboration_request WHERE id = ANY(${ids}::uuid[])
    UNION ALL SELECT id, 'moderation_case' FROM moderation_case WHERE id = ANY(${ids}::uuid[])
    UNION ALL SELECT id, 'report' FROM report WHERE id = ANY(${ids}::uuid[])
    UNION ALL SELECT id, 'moderation_decision' FROM moderation_decision WHERE id = ANY(${ids}::uuid[])
    UNION ALL SELECT id, 'message' FROM message WHERE id = ANY(${ids}::uuid[])
    UNION ALL SELECT id, 'audit_entry' FROM audit_entry WHERE id = ANY(${ids}::uuid[])
    UNION ALL SELECT id, 'notification' FROM notification WHERE id = ANY(${ids}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row.name]));
}, null);

/** Whatever has this id and the caller may see. */
export async function nodeById(ctx: Context, id: string): Promise<Node | null> {
  const table = await tableOf(ctx, idOf(id));
  return table === null ? null : nodeReads[table]!(ctx, id);
}

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: "The object with this id; null when it does not exist or the caller may not see it.",
  })
  node(
    @Ctx() ctx: Context,
    @Arg("id", () => ID, { description: "The id of the object." }) id: string,
  ): Promise<Node | null> {
    return nodeById(ctx, id);
  }

  @Query(() => [Node], {
    nullable: "items",
    description:
      "The objects with these ids, in the same order; null for each that does not exist or that the " +
      "caller may not see. Errors: BAD_USER_INPUT.",
  })
  nodes(
    @Ctx() ctx: Context,
    @Arg("ids", () => [ID], { description: "The ids of the objects, at most 100." }) ids: string[],
  ): Promise<(Node | null)[]> {
    if (ids.length > limits.pageSize)
      throw new Fault("BAD_USER_INPUT", `"ids" must name at most ${limits.pageSize} things; it names ${ids.length}.`, {
        argument: "ids",
      });
    return Promise.all(ids.map((id) => nodeById(ctx, id)));
  }
}
