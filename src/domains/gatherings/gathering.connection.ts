import { Field, ObjectType } from "type-graphql";
import { connectionType } from "../../core/graphql/connection.js";
import { Gathering } from "./gathering.entity.js";
import { Registration } from "./registrations/registration.entity.js";

export const GatheringConnection = connectionType("Gathering", () => Gathering);
export const RegistrationConnection = connectionType("Registration", () => Registration);

@ObjectType()
class Attendance {
  @Field(() => Date, {
    nullable: true,
    description: "When the member registered for the gathering; null when an import brought it without a date.",
  })
  registeredAt: Date | null;
}

/** The gatherings of a member. */
export const MemberGatheringConnection = connectionType("MemberGathering", () => Gathering, Attendance);
