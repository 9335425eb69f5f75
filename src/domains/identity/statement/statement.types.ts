import { Field, InputType, ObjectType } from "type-graphql";

@ObjectType({
  description: "The privacy statement of the network in its current version (privacyverklaring). Everybody may see it.",
})
export class PrivacyStatement {
  @Field(() => String, { description: "The version, which a member accepts." })
  version: string;

  @Field(() => String, { description: "The URL of the text, for people to read." })
  url: string;
}

@ObjectType({
  description: "A version of the privacy statement that the viewer accepted (aanvaarding). Only the viewer sees it.",
})
export class AcceptedPrivacyStatement {
  @Field(() => String, { description: "The version that was accepted, which may not be the current one." })
  version: string;

  @Field(() => Date, { description: "When it was accepted." })
  acceptedAt: Date;
}

@InputType({ description: "The privacy statement to accept." })
export class AcceptPrivacyStatementInput {
  @Field(() => String, { description: "The version that the caller has read: `privacyStatement.version`." })
  version: string;
}
