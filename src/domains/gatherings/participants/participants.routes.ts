import type { FastifyInstance, FastifyReply } from "fastify";
import type { CoreServices } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import type { RouteOptions } from "../../../core/graphql/route-options.js";
import type { GatheringsServices } from "../gatherings.services.js";
import { participantsCsv } from "./participants.csv.js";
import { managedGathering, participantsOf } from "./participants.reads.js";

/**
 * `GET /export/gathering/<id>/participants.csv`, with the access token of a host or an organiser. Answers to the hosts'
 * questions are in it where `?answers=` names the ids of their questions, with commas between them, or `all`.
 */
export function serveParticipants(
  app: FastifyInstance,
  { forCaller }: RouteOptions<CoreServices & GatheringsServices>,
): void {
  app.get(
    "/export/gathering/:id/participants.csv",
    forCaller(async (ctx, request, reply) => {
      void reply.header("cache-control", "no-store");
      if (ctx.callerId === null)
        return refuse(reply, 401, "UNAUTHENTICATED", "Sign in first, and send the access token as a Bearer token.");
      const { id } = request.params as { id: string };
      const gathering = await managedGathering(ctx, idOf(id));
      if (!gathering) return refuse(reply, 404, "NOT_FOUND", "There is no gathering with this id that you host.");
      const chosen = chosenIn((request.query as Record<string, unknown>).answers);
      const questions = gathering.questions.filter((question) => chosen === "all" || chosen.includes(question.id));
      const participants = await participantsOf(ctx, gathering.id, { withAnswers: questions.length > 0 });
      return reply
        .type("text/csv; charset=utf-8; header=present")
        .header("content-disposition", `attachment; filename="participants-${gathering.id}.csv"`)
        .send(participantsCsv(participants, questions));
    }),
  );
}

/** The ids of the questions whose answers are asked for: none unless the address names them. */
const chosenIn = (answers: unknown): "all" | string[] =>
  typeof answers !== "string" ? [] : answers === "all" ? "all" : answers.toLowerCase().split(",");

const refuse = (reply: FastifyReply, status: number, code: string, message: string): FastifyReply =>
  reply.code(status).send({ errors: [{ message, extensions: { code, requestId: reply.request.id } }] });
