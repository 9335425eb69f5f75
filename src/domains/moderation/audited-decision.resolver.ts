import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../core/graphql/context.js";
import { AuditEntry } from "../audit/audit-entry.entity.js";
import { ModerationDecision } from "./moderation-decision.entity.js";
import { DecisionKind } from "./moderation.enums.js";
import { decisionById } from "./moderation.reads.js";

/** The fields of an audit entry about a moderator's decision. */
@Resolver(() => AuditEntry)
export class AuditedDecisionResolver {
  @FieldResolver(() => DecisionKind, {
    nullable: true,
    description: "The kind of the decision that was made or reversed; null for other actions.",
  })
  decisionKind(@Root() { detail }: AuditEntry): DecisionKind | null {
    return (detail.decisionKind as DecisionKind | undefined) ?? null;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: "When the suspension by the decision ends; null when the decision did not suspend.",
  })
  suspendedUntil(@Root() { detail }: AuditEntry): Date | null {
    return detail.suspendedUntil === undefined ? null : new Date(detail.suspendedUntil);
  }

  @FieldResolver(() => ModerationDecision, {
    nullable: true,
    description: "The decision that was made, reversed or appealed against; null for other actions.",
  })
  decision(@Ctx() ctx: Context, @Root() { detail }: AuditEntry): Promise<ModerationDecision | null> {
    return detail.decisionId === undefined ? Promise.resolve(null) : decisionById(ctx, detail.decisionId);
  }
}
