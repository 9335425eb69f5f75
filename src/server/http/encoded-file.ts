import type { FastifyReply, FastifyRequest } from "fastify";
import Negotiator from "negotiator";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** What clients that take it get, in the order of preference. */
const encoders: Record<string, (content: string) => Promise<Buffer>> = {
  // Of the quality that most of the size goes with, in a fraction of a second; the best takes many seconds.
  br: (content) => promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: promisify<string, Buffer>(gzip),
  identity: (content) => Promise.resolve(Buffer.from(content)),
};
const encodings = Object.keys(encoders);

/** A file that does not change while the process runs: compressed once for all requests, when it is first asked for. */
export class EncodedFile {
  readonly #bodies = new Map<string, Promise<Buffer>>();

  constructor(readonly content: () => Promise<string>) {}

  async send(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const accepted = new Negotiator(request).encodings(encodings);
    const encoding = encodings.find((name) => accepted.includes(name)) ?? "identity";
    if (encoding !== "identity") void reply.header("content-encoding", encoding);
    return reply.header("vary", "Origin, Accept-Encoding").send(await this.#body(encoding));
  }

  #body(encoding: string): Promise<Buffer> {
    const known = this.#bodies.get(encoding) ?? this.content().then(encoders[encoding]);
    this.#bodies.set(encoding, known);
    // What failed is tried again.
    known.catch(() => this.#bodies.delete(encoding));
    return known;
  }
}
