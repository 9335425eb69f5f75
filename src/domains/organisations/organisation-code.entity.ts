import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { Organisation } from "./organisation.entity.js";

/** A code of an organisation in a public register; an organisation may have one in each of several registers. */
@Entity()
@Index(["organisationId"])
export class OrganisationCode {
  @PrimaryColumn({ type: "text" })
  code: string;

  @Column({ type: "uuid" })
  organisationId: string;

  @ManyToOne(() => Organisation, { onDelete: "CASCADE" })
  @JoinColumn({ name: "organisation_id" })
  organisation?: Organisation;
}
