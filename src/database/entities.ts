import { CostBudget } from "../budget/cost-budget.entity.js";
import { CollaborationMember } from "../collaborations/collaboration-member.entity.js";
import { Collaboration } from "../collaborations/collaboration.entity.js";
import { GatheringHost } from "../gatherings/gathering-host.entity.js";
import { GatheringTheme } from "../gatherings/gathering-theme.entity.js";
import { Gathering } from "../gatherings/gathering.entity.js";
import { Registration } from "../gatherings/registration.entity.js";
import { Comment } from "../ideas/comment.entity.js";
import { IdeaTheme } from "../ideas/idea-theme.entity.js";
import { Idea } from "../ideas/idea.entity.js";
import { Support } from "../ideas/support.entity.js";
import { Account } from "../identity/account.entity.js";
import { Attempt } from "../identity/attempt.entity.js";
import { RefreshToken } from "../identity/refresh-token.entity.js";
import { Session } from "../identity/session.entity.js";
import { Block } from "../members/block.entity.js";
import { Interest } from "../members/interest.entity.js";
import { Member } from "../members/member.entity.js";
import { Organisation } from "../members/organisation.entity.js";
import { Theme } from "../themes/theme.entity.js";
import { Event } from "./event.entity.js";

export const entities = [
  Organisation,
  Member,
  Theme,
  Interest,
  Account,
  Session,
  RefreshToken,
  Attempt,
  Idea,
  IdeaTheme,
  Comment,
  Support,
  Gathering,
  GatheringTheme,
  GatheringHost,
  Registration,
  Collaboration,
  CollaborationMember,
  Event,
  CostBudget,
  Block,
];
