import type { MigrationInterface, QueryRunner } from "typeorm";

const kinds = ["REGISTRATION_REQUESTED", "REGISTRATION_ACCEPTED", "REGISTRATION_DECLINED", "GATHERING_INVITED"];
const kindsBefore = [
  ...["IDEA_COMMENTED", "COMMENT_REPLIED", "COLLABORATION_REQUESTED", "COLLABORATION_ACCEPTED"],
  ...["COLLABORATION_DECLINED", "PLACE_GIVEN", "MODERATION_DECIDED", "MODERATION_REVERSED"],
  ...["GATHERING_PROPOSED", "PROPOSAL_ACCEPTED", "PROPOSAL_DECLINED"],
  ...["GATHERING_CHANGED", "GATHERING_CANCELLED", "HOST_ADDED", "HOST_NEEDED"],
  ...["AGENDA_ITEM_PROPOSED", "AGENDA_ITEM_ACCEPTED", "AGENDA_ITEM_DECLINED"],
];
const listed = (values: string[]): string => values.map((value) => `'${value}'`).join(", ");

/** Registration by approval and by invitation, waiting lists that close, and guests without an account. */
export class RegistrationModes1764000000064 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TYPE registration_status ADD VALUE 'REQUESTED';
      ALTER TYPE registration_status ADD VALUE 'INVITED';
      ALTER TYPE registration_status ADD VALUE 'DECLINED';
      CREATE TYPE registration_mode AS ENUM ('OPEN', 'APPROVAL', 'INVITATION');
      ALTER TABLE gathering
        ADD COLUMN registration_mode registration_mode NOT NULL DEFAULT 'OPEN',
        ADD COLUMN waiting_list_closes_at timestamptz(3),
        ADD COLUMN accepts_guests boolean NOT NULL DEFAULT false;
      CREATE TABLE guest (
        id uuid PRIMARY KEY,
        gathering_id uuid NOT NULL REFERENCES gathering ON DELETE CASCADE,
        name text,
        email text,
        language language NOT NULL,
        requested_at timestamptz(3) NOT NULL,
        confirmed_at timestamptz(3),
        UNIQUE (gathering_id, email),
        CONSTRAINT guest_erased_check CHECK (email IS NULL OR name IS NOT NULL)
      );
      CREATE INDEX ON guest (confirmed_at, requested_at);
      ALTER TABLE registration
        ALTER COLUMN member_id DROP NOT NULL,
        ADD COLUMN guest_id uuid UNIQUE REFERENCES guest ON DELETE CASCADE,
        ADD COLUMN reason text,
        ADD CONSTRAINT registration_person_check CHECK (num_nonnulls(member_id, guest_id) = 1);
    `);
    for (const kind of kinds) await db.query(`ALTER TYPE notification_kind ADD VALUE '${kind}'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM registration WHERE guest_id IS NOT NULL OR status IN ('REQUESTED', 'INVITED', 'DECLINED');
      ALTER TABLE registration DROP COLUMN guest_id, DROP COLUMN reason, ALTER COLUMN member_id SET NOT NULL;
      DROP TABLE guest;
      ALTER TABLE gathering DROP COLUMN registration_mode, DROP COLUMN waiting_list_closes_at, DROP COLUMN accepts_guests;
      DROP TYPE registration_mode;
      ALTER TABLE registration DROP CONSTRAINT registration_checked_in_check;
      ALTER TYPE registration_status RENAME TO registration_status_before;
      CREATE TYPE registration_status AS ENUM ('GOING', 'WAITLISTED', 'CANCELLED');
      ALTER TABLE registration ALTER status TYPE registration_status USING status::text::registration_status;
      DROP TYPE registration_status_before;
      ALTER TABLE registration ADD CONSTRAINT registration_checked_in_check
        CHECK (checked_in_at IS NULL OR status = 'GOING');

      DELETE FROM notification WHERE kind IN (${listed(kinds)});
      ALTER TYPE notification_kind RENAME TO notification_kind_before;
      CREATE TYPE notification_kind AS ENUM (${listed(kindsBefore)});
      ALTER TABLE notification ALTER kind TYPE notification_kind USING kind::text::notification_kind;
      DROP TYPE notification_kind_before;
    `);
  }
}
