import { Field, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn, Unique } from "typeorm";
import { Node } from "../../core/graphql/node.js";
import { Sector } from "./member.enums.js";

@ObjectType({ implements: Node, description: "Where a member works (organisatie)." })
@Entity()
@Unique(["name"])
export class Organisation extends Node {
  @PrimaryColumn({ type: "uuid" })
  declare id: string;

  @Field(() => String, { description: "The name it goes by; unique." })
  @Column({ type: "text" })
  name: string;

  @Field(() => Sector, { nullable: true, description: "Its sector; null when nobody has told." })
  @Column({ type: "enum", enum: Sector, enumName: "sector", nullable: true })
  sector: Sector | null;
}
