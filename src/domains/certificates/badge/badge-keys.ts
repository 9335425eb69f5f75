import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from "jose";
import sql from "sql-template-tag";
import type { Connection } from "../../../core/database/database.js";
import { inTransaction, type Context } from "../../../core/graphql/context.js";
import type { Sealer } from "../../../core/sealing/sealer.js";

/** What Open Badges 3.0 requires every verifier to know. */
export const badgeAlgorithm = "RS256";
const modulusLength = 2_048;

export const unreadableKey =
  "the key of badges cannot be read: the DATA_KEY that sealed it is missing; `ino badge-key replace` makes another";

export interface SigningKey {
  id: string;
  privateKey: CryptoKey;
}

interface StoredKey {
  id: string;
  sealed: string;
}

/** The keys of the network that badges are signed with. */
export class BadgeKeys {
  /** By id; what is opened once stays so, as a private key never changes. */
  readonly #opened = new Map<string, CryptoKey>();

  constructor(readonly sealer: Sealer) {}

  /** The key in use, which is made when there is none; null, with a line in the log, when no `DATA_KEY` opens it. */
  async current(ctx: Context): Promise<SigningKey | null> {
    const { id, sealed } = (await currentKey(ctx.db)) ?? (await this.#make(ctx));
    try {
      const privateKey = this.#opened.get(id) ?? (await this.#open(id, sealed));
      this.#opened.set(id, privateKey);
      return { id, privateKey };
    } catch (error) {
      ctx.log.error({ err: error }, unreadableKey);
      return null;
    }
  }

  /** Replaces the key in use, if there is one, and gives the id of the new one; badges that the former signed stay valid. */
  async replace(ctx: Context): Promise<string> {
    const made = await this.#pair();
    return inTransaction(ctx, async (tx) => {
      await tx.db.query(sql`UPDATE badge_key SET replaced_at = ${tx.now()} WHERE replaced_at IS NULL`);
      await store(tx.db, made, tx.now());
      return (await currentKey(tx.db))!.id;
    });
  }

  async #open(id: string, sealed: string): Promise<CryptoKey> {
    return (await importJWK((await this.sealer.open(id, sealed)) as JWK, badgeAlgorithm)) as CryptoKey;
  }

  /** Several processes may make one at the same time: the first that stores its key makes that of all. */
  async #make(ctx: Context): Promise<StoredKey> {
    const made = await this.#pair();
    return inTransaction(ctx, async (tx) => {
      await store(tx.db, made, tx.now());
      return (await currentKey(tx.db))!;
    });
  }

  async #pair(): Promise<StoredKey & { publicKey: JWK }> {
    const pair = await generateKeyPair(badgeAlgorithm, { modulusLength, extractable: true });
    const publicKey = await exportJWK(pair.publicKey);
    const id = await calculateJwkThumbprint(publicKey);
    return { id, publicKey, sealed: await this.sealer.seal(id, await exportJWK(pair.privateKey)) };
  }
}

async function currentKey(db: Connection): Promise<StoredKey | null> {
  const [row] = await db.query<StoredKey>(sql`SELECT id, sealed FROM badge_key WHERE replaced_at IS NULL`);
  return row ?? null;
}

/** Waits for another that is being stored, and then stores nothing. */
const store = (db: Connection, { id, publicKey, sealed }: StoredKey & { publicKey: JWK }, now: Date) =>
  db.query(sql`
    INSERT INTO badge_key (id, public_key, sealed, created_at)
    VALUES (${id}, ${JSON.stringify(publicKey)}::jsonb, ${sealed}, ${now}) ON CONFLICT DO NOTHING`);

export interface PublishedKey {
  id: string;
  publicKey: JWK;
  createdAt: Date;
  replacedAt: Date | null;
}

/** All keys that badges were ever signed with, the latest first: they verify for as long as there are badges. */
export const publishedKeys = (db: Connection): Promise<PublishedKey[]> =>
  db.query<PublishedKey>(sql`
    SELECT id, public_key AS "publicKey", created_at AS "createdAt", replaced_at AS "replacedAt"
    FROM badge_key ORDER BY created_at DESC, id`);
