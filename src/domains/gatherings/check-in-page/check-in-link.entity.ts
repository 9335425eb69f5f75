import { Field, ObjectType } from "type-graphql";
import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn, Unique } from "typeorm";
import { Gathering } from "../gathering.entity.js";

/** The link to the check-in page of a gathering; a new one has another id. */
@Entity()
@Unique(["id"])
export class CheckInLink {
  @PrimaryColumn({ type: "uuid" })
  gatheringId: string;

  @OneToOne(() => Gathering, { onDelete: "CASCADE" })
  @JoinColumn({ name: "gathering_id" })
  gathering?: Gathering;

  /** From which the secret in the address is derived. */
  @Column({ type: "uuid" })
  id: string;
}

@ObjectType("CheckInLink", {
  description:
    "The address of the page on which participants of a gathering are checked in, by whoever has it, without an account " +
    "(aanmeldpagina). Visible to the hosts alone.",
})
export class CheckInAddress {
  @Field(() => String, {
    description:
      "The address of the page: a secret, as whoever opens it sees the names of participants that they search for.",
  })
  url: string;

  @Field(() => Date, { description: "From when the page can be used: the local day on which the gathering begins." })
  validFrom: Date;

  @Field(() => Date, {
    description: "Until when the page can be used: the end of the local day on which the gathering ends.",
  })
  validUntil: Date;
}
