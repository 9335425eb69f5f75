import Fastify, { type FastifyInstance } from "fastify";
import { v7 as uuidv7 } from "uuid";

export interface Posted {
  cursor: string;
  idea: PeerIdea;
}

export interface PeerIdea {
  id: string;
  title: string;
  authorId: string;
  author: { name: string };
  themes: { slug: string }[];
}

/** The members that a peer has in memory. */
export const names = new Map(Array.from({ length: 32 }, (_, n) => [`${n}`, `Amina Peeters ${n}`]));

export const typeDefs = `
  type Query { ok: Boolean! }
  type Subscription { ideaPosted: IdeaPosted! }
  type IdeaPosted { cursor: String! idea: Idea! }
  type Idea { id: ID! title: String! author: Member! themes: [Theme!]! }
  type Member { name: String! }
  type Theme { slug: String! }`;

let count = 0;

/** An idea from memory: no peer asks a database, which is to its advantage. */
export function ideaOf(title: string): Posted {
  const authorId = `${count++ % names.size}`;
  return {
    cursor: Buffer.from(`event:${count}`).toString("base64url"),
    idea: {
      id: uuidv7(),
      title,
      authorId,
      author: { name: names.get(authorId)! },
      themes: [{ slug: "theme-1" }, { slug: "theme-2" }],
    },
  };
}

/** The HTTP side of a peer: whether it is ready, and where the benchmark puts the titles of what it is to publish. */
export function peer(publish: (posted: Posted) => void): FastifyInstance {
  const app = Fastify();
  app.get("/readyz", () => "ok");
  app.post("/publish", (request, reply) => {
    publish(ideaOf(request.body as string));
    return reply.code(204).send();
  });
  return app;
}

export async function listen(app: FastifyInstance): Promise<void> {
  await app.listen({ port: Number(process.env.PORT), host: "127.0.0.1" });
}
