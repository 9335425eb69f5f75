import type { MigrationInterface, QueryRunner } from "typeorm";

export class Moderation1764000000014 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TYPE subject_kind AS ENUM ('MEMBER', 'IDEA', 'COMMENT', 'GATHERING', 'MESSAGE');
      CREATE TYPE report_reason AS ENUM ('SPAM', 'ABUSE', 'PERSONAL_DATA', 'OFF_TOPIC', 'OTHER');
      CREATE TYPE case_status AS ENUM ('OPEN', 'DECIDED');
      CREATE TYPE decision_kind AS ENUM ('DISMISS', 'HIDE', 'SUSPEND', 'HIDE_AND_SUSPEND');
      CREATE TYPE audit_action AS ENUM ('ROLE_GRANTED', 'ROLE_REVOKED', 'CASE_DECIDED', 'DECISION_REVERSED', 'MESSAGE_HANDLED');

      CREATE TABLE moderation_case (
        id uuid PRIMARY KEY,
        subject_kind subject_kind NOT NULL,
        subject_id uuid NOT NULL,
        status case_status NOT NULL,
        opened_at timestamptz(3) NOT NULL
      );
      -- Whoever reports the same thing at the same moment finds the same open case.
      CREATE UNIQUE INDEX ON moderation_case (subject_id) WHERE status = 'OPEN';
      CREATE INDEX ON moderation_case (status, opened_at, id);

      CREATE TABLE moderation_case_member (
        case_id uuid NOT NULL REFERENCES moderation_case ON DELETE CASCADE,
        member_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        PRIMARY KEY (case_id, member_id)
      );
      CREATE INDEX ON moderation_case_member (member_id, case_id);

      CREATE TABLE report (
        id uuid PRIMARY KEY,
        case_id uuid NOT NULL REFERENCES moderation_case ON DELETE CASCADE,
        reporter_id uuid NOT NULL REFERENCES member ON DELETE CASCADE,
        reason report_reason NOT NULL,
        note text,
        reported_at timestamptz(3) NOT NULL,
        UNIQUE (case_id, reporter_id)
      );
      CREATE INDEX ON report (case_id, reported_at, id);
      CREATE INDEX ON report (reporter_id);

      CREATE TABLE moderation_decision (
        id uuid PRIMARY KEY,
        case_id uuid NOT NULL UNIQUE REFERENCES moderation_case ON DELETE CASCADE,
        kind decision_kind NOT NULL,
        reason text,
        suspended_until timestamptz(3),
        decided_at timestamptz(3) NOT NULL,
        decided_by_id uuid REFERENCES member ON DELETE SET NULL,
        reversed_at timestamptz(3),
        reversed_by_id uuid REFERENCES member ON DELETE SET NULL,
        reversal_reason text,
        CONSTRAINT moderation_decision_suspended_until_check
          CHECK ((suspended_until IS NOT NULL) = (kind IN ('SUSPEND', 'HIDE_AND_SUSPEND')))
      );
      CREATE INDEX ON moderation_decision (decided_by_id);
      CREATE INDEX ON moderation_decision (reversed_by_id);

      CREATE TABLE message (
        id uuid PRIMARY KEY,
        body text NOT NULL,
        member_id uuid REFERENCES member ON DELETE CASCADE,
        name text,
        email text,
        decision_id uuid REFERENCES moderation_decision ON DELETE SET NULL,
        left_at timestamptz(3) NOT NULL,
        handled_at timestamptz(3),
        handled_by_id uuid REFERENCES member ON DELETE SET NULL,
        note text,
        UNIQUE (decision_id, member_id),
        CONSTRAINT message_sender_check CHECK (member_id IS NULL OR (name IS NULL AND email IS NULL))
      );
      CREATE INDEX ON message (left_at, id);
      CREATE INDEX ON message (member_id);
      CREATE INDEX ON message (handled_by_id);

      -- Without an action on deletion: whom the trail names may be made anonymous, never deleted.
      CREATE TABLE audit_entry (
        id uuid PRIMARY KEY,
        actor_id uuid REFERENCES member,
        action audit_action NOT NULL,
        subject_kind subject_kind NOT NULL,
        subject_id uuid NOT NULL,
        affected_id uuid REFERENCES member,
        detail jsonb NOT NULL,
        reason text,
        occurred_at timestamptz(3) NOT NULL
      );
      CREATE INDEX ON audit_entry (occurred_at, id);
      CREATE INDEX ON audit_entry (subject_id);
      CREATE INDEX ON audit_entry (actor_id);
      CREATE INDEX ON audit_entry (affected_id);

      -- The trail is added to and nothing else, whoever asks; only the words about somebody may go, when their account is erased.
      CREATE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          IF NEW.reason IS NULL AND to_jsonb(NEW) - 'reason' = to_jsonb(OLD) - 'reason' THEN
            RETURN NEW;
          END IF;
        END IF;
        RAISE EXCEPTION 'The audit trail is only added to.';
      END $$;
      CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE ON audit_entry
        FOR EACH ROW EXECUTE FUNCTION audit_entry_stays();
      CREATE TRIGGER audit_entry_stays_whole BEFORE TRUNCATE ON audit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_stays();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE audit_entry, message, moderation_decision, report, moderation_case_member, moderation_case;
      DROP FUNCTION audit_entry_stays;
      DROP TYPE audit_action, decision_kind, case_status, report_reason, subject_kind;
    `);
  }
}
