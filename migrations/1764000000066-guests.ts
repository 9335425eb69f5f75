import type { MigrationInterface, QueryRunner } from "typeorm";

/** How people without an account register: what they answer before they confirm their address, and the links in their mails. */
export class Guests1764000000066 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE guest ADD COLUMN answers text;
      CREATE TABLE guest_link (
        token_hash bytea PRIMARY KEY,
        guest_id uuid NOT NULL REFERENCES guest ON DELETE CASCADE
      );
      CREATE INDEX ON guest_link (guest_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE guest_link;
      ALTER TABLE guest DROP COLUMN answers;
    `);
  }
}
