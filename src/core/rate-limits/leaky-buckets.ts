import sql, { type Sql } from "sql-template-tag";
import type { Connection } from "../database/database.js";
import { sha256 } from "../sha256.js";

/** Counts what is done: `size` times at once, and as often again in each `periodMs`. */
export interface Bucket {
  /** What is counted, and whose it is. */
  key: string;
  size: number;
  /** How long a full bucket takes to leak out. */
  periodMs: number;
}

export interface BucketLevel {
  /** How much is in the bucket, the new drop included when it fitted. */
  level: number;
  /** Whether the bucket was full, so that nothing was added. */
  overflowed: boolean;
  /** When there is room again; 1 or more. */
  retryAfterSeconds: number;
}

/** By how much the clock of a database may jump back within a statement. */
const toleranceMs = 1;

const hashOf = ({ key }: Pick<Bucket, "key">): string => sha256(key).toString("hex");

/**
 * Adds a drop to each bucket that has room, in one statement, so that however many processes add at once, no bucket
 * holds more than its size. In a transaction the rows are locked until it ends, and a rollback takes the drops back.
 * The levels are in the order of the buckets, which must have different keys.
 */
export async function addDrops(db: Connection, buckets: readonly Bucket[]): Promise<BucketLevel[]> {
  const rows = await db.query<{ keyHash: string; overflowed: boolean; msLeft: number }>(sql`
    WITH input AS (
      SELECT decode(hash, 'hex') AS key_hash, interval '1 millisecond' * (size * drip_ms + ${toleranceMs}) AS full_after,
        interval '1 millisecond' * drip_ms AS drip
      FROM unnest(${buckets.map(hashOf)}::text[], ${buckets.map(({ size }) => size)}::integer[],
        ${buckets.map(dripMsOf)}::float8[]) AS input (hash, size, drip_ms)
    ), gone AS (
      -- Rows that hold nothing any more are personal data without a use.
      DELETE FROM leaky_bucket WHERE key_hash IN (
        SELECT key_hash FROM leaky_bucket WHERE empty_at < now() - interval '1 minute'
          AND key_hash NOT IN (SELECT key_hash FROM input)
        ORDER BY empty_at LIMIT 20 FOR UPDATE SKIP LOCKED
      )
    )
    INSERT INTO leaky_bucket AS bucket (key_hash, empty_at, overflowed)
    SELECT key_hash, clock_timestamp() + drip, false FROM input ORDER BY key_hash
    ON CONFLICT (key_hash) DO UPDATE SET (empty_at, overflowed) = (
      SELECT CASE WHEN next > clock_timestamp() + full_after THEN bucket.empty_at ELSE next END,
        next > clock_timestamp() + full_after
      FROM (SELECT full_after, greatest(bucket.empty_at, clock_timestamp()) + drip AS next
        FROM input WHERE input.key_hash = bucket.key_hash) AS room
    )
    RETURNING encode(key_hash, 'hex') AS "keyHash", overflowed,
      extract(epoch FROM empty_at - clock_timestamp())::float8 * 1000 AS "msLeft"`);
  const found = new Map(rows.map((row) => [row.keyHash, row]));
  return buckets.map((bucket) => {
    const { overflowed, msLeft } = found.get(hashOf(bucket))!;
    return { ...levelOf(bucket, msLeft), overflowed };
  });
}

/** The level of a bucket, of which `overflowed` says whether the next drop would not fit. */
export async function readLevel(db: Connection, bucket: Bucket): Promise<BucketLevel> {
  const [row] = await db.query<{ msLeft: number }>(sql`
    SELECT extract(epoch FROM empty_at - clock_timestamp())::float8 * 1000 AS "msLeft"
    FROM leaky_bucket WHERE key_hash = decode(${hashOf(bucket)}, 'hex')`);
  const level = levelOf(bucket, row?.msLeft ?? 0);
  return { ...level, overflowed: level.level >= bucket.size };
}

function levelOf(bucket: Bucket, msLeft: number): Omit<BucketLevel, "overflowed"> {
  const dripMs = dripMsOf(bucket);
  return {
    level: Math.max(0, Math.ceil((msLeft - toleranceMs) / dripMs)),
    retryAfterSeconds: Math.max(1, Math.ceil((msLeft + dripMs - bucket.periodMs) / 1_000)),
  };
}

/** Takes a drop out of each bucket again; buckets that are empty by then stay so. */
export async function takeBackDrops(db: Connection, buckets: readonly Bucket[]): Promise<void> {
  await db.query(sql`
    WITH input AS (
      SELECT decode(hash, 'hex') AS key_hash, interval '1 millisecond' * drip_ms AS drip
      FROM unnest(${buckets.map(hashOf)}::text[], ${buckets.map(dripMsOf)}::float8[]) AS input (hash, drip_ms)
    ), locked AS (
      SELECT key_hash, drip FROM leaky_bucket JOIN input USING (key_hash) ORDER BY key_hash FOR UPDATE OF leaky_bucket
    )
    UPDATE leaky_bucket SET empty_at = empty_at - drip FROM locked WHERE leaky_bucket.key_hash = locked.key_hash`);
}

/** Deletes buckets that are empty. */
export const deleteEmptyBuckets: Sql = sql`DELETE FROM leaky_bucket WHERE empty_at < now() - interval '1 minute'`;

const dripMsOf = ({ size, periodMs }: Bucket): number => periodMs / size;
