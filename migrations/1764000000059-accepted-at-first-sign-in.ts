import type { MigrationInterface, QueryRunner } from "typeorm";

export class AcceptedAtFirstSignIn1764000000059 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE unconfirmed_identity ADD accepted_version text, ADD accepted_at timestamptz(3),
        ADD CONSTRAINT unconfirmed_identity_accepted_check CHECK ((accepted_version IS NULL) = (accepted_at IS NULL))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query("ALTER TABLE unconfirmed_identity DROP accepted_version, DROP accepted_at");
  }
}
