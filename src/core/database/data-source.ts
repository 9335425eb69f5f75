import "reflect-metadata";
import pg from "pg";
import { DataSource, type Logger } from "typeorm";
import { Accounts1764000000002 } from "../../../migrations/1764000000002-accounts.js";
import { Collaborations1764000000005 } from "../../../migrations/1764000000005-collaborations.js";
import { CollaborationRequests1764000000020 } from "../../../migrations/1764000000020-collaboration-requests.js";
import { CostBudget1764000000010 } from "../../../migrations/1764000000010-cost-budget.js";
import { Erasure1764000000015 } from "../../../migrations/1764000000015-erasure.js";
import { EventLog1764000000006 } from "../../../migrations/1764000000006-event-log.js";
import { EventPartitions1764000000023 } from "../../../migrations/1764000000023-event-partitions.js";
import { EventTopics1764000000025 } from "../../../migrations/1764000000025-event-topics.js";
import { ExternalIdentities1764000000013 } from "../../../migrations/1764000000013-external-identities.js";
import { Gatherings1764000000004 } from "../../../migrations/1764000000004-gatherings.js";
import { Ideas1764000000003 } from "../../../migrations/1764000000003-ideas.js";
import { MailAndConfirmations1764000000012 } from "../../../migrations/1764000000012-mail-and-confirmations.js";
import { MembersAndThemes1764000000001 } from "../../../migrations/1764000000001-members-and-themes.js";
import { Moderation1764000000014 } from "../../../migrations/1764000000014-moderation.js";
import { Notifications1764000000024 } from "../../../migrations/1764000000024-notifications.js";
import { Privacy1764000000011 } from "../../../migrations/1764000000011-privacy.js";
import { RankerModels1764000000022 } from "../../../migrations/1764000000022-ranker-models.js";
import { SuggestionImpressions1764000000026 } from "../../../migrations/1764000000026-suggestion-impressions.js";
import { SuggestionShowings1764000000021 } from "../../../migrations/1764000000021-suggestion-showings.js";
import { entities } from "../../app/entities.js";
import { PostgresNaming } from "./naming.js";

export const migrations = [
  MembersAndThemes1764000000001,
  Accounts1764000000002,
  Ideas1764000000003,
  Gatherings1764000000004,
  Collaborations1764000000005,
  EventLog1764000000006,
  CostBudget1764000000010,
  Privacy1764000000011,
  MailAndConfirmations1764000000012,
  ExternalIdentities1764000000013,
  Moderation1764000000014,
  Erasure1764000000015,
  CollaborationRequests1764000000020,
  SuggestionShowings1764000000021,
  RankerModels1764000000022,
  EventPartitions1764000000023,
  Notifications1764000000024,
  EventTopics1764000000025,
  SuggestionImpressions1764000000026,
];

export interface DataSourceOptions {
  url: string;
  /** Connections at most; 10 when not told. */
  poolSize?: number;
  /** The longest a statement may take, in milliseconds; 0 for no limit. */
  statementTimeoutMs?: number;
  /** Is told every statement. */
  sqlLogger?: Logger;
}

/**
 * The pool listens to the errors of its idle connections, TypeORM to those of the ones it works with; in the moment between,
 * the end of a connection would be an error that nobody listens to, and end the process.
 */
class ListeningClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on("error", () => undefined);
  }
}

/** A data source that never waits for ever: connecting, a statement and an idle transaction all have their limit. */
export function createDataSource({
  url,
  poolSize = 10,
  statementTimeoutMs = 2_000,
  sqlLogger,
}: DataSourceOptions): DataSource {
  return new DataSource({
    type: "postgres",
    url,
    entities,
    migrations,
    namingStrategy: new PostgresNaming(),
    migrationsTransactionMode: "each",
    logging: sqlLogger ? ["query"] : false,
    ...(sqlLogger && { logger: sqlLogger }),
    // Without this, TypeORM would try to create extensions that the migrations do not need.
    installExtensions: false,
    poolSize,
    connectTimeoutMS: 2_500,
    extra: {
      Client: ListeningClient,
      application_name: "ino",
      keepAlive: true,
      // What is not waited for goes out at once: the last statement of a transaction and its commit.
      pipeline: true,
      statement_timeout: statementTimeoutMs,
      // The server's limit answers first; this one is for a server that does not answer at all.
      query_timeout: statementTimeoutMs === 0 ? 0 : statementTimeoutMs + 500,
      idle_in_transaction_session_timeout: 10_000,
    },
  });
}
