import type { MigrationInterface, QueryRunner } from "typeorm";
import { connectionOf } from "../src/core/database/database.js";
import { fillSearchVectors } from "../src/core/search/fill-search-vectors.js";
import { memberSearch } from "../src/domains/members/member.search.js";
import { organisationSearch } from "../src/domains/organisations/organisation.search.js";
import { ideaSearch } from "../src/domains/ideas/idea.search.js";
import { themeSearch } from "../src/domains/themes/theme.search.js";

/**
 * Makes the vectors of the rows that are there, in small transactions, while processes of the version before go on
 * writing. In a restore, it is part of the one transaction.
 */
export class FillSearchVectors1764000000046 implements MigrationInterface {
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    for (const searched of [themeSearch, organisationSearch, memberSearch, ideaSearch])
      await fillSearchVectors(connectionOf(db.manager), searched);
  }

  /** The vectors go with their columns. */
  async down(): Promise<void> {
    // Nothing to do.
  }
}
