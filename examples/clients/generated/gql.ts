/* eslint-disable */
import * as types from './graphql.js';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "# Each thing that is shown is asked for with its id: caches go by it.\nquery Ideas($first: Int!, $after: String, $filter: IdeaFilter) {\n  liveCursor\n  ideas(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        id\n        title\n        supportCount\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nmutation Support($ideaId: ID!) {\n  supportIdea(input: { ideaId: $ideaId }) {\n    idea {\n      id\n      supportCount\n      viewerSupports\n    }\n    userErrors {\n      code\n      problem\n      message\n      path\n    }\n  }\n}\n\nquery Settings {\n  viewer {\n    id\n    email\n    settings {\n      id\n      language\n      emailNotifications\n    }\n  }\n}\n\nmutation UpdateSettings($input: UpdateSettingsInput!) {\n  updateSettings(input: $input) {\n    settings {\n      id\n      language\n      emailNotifications\n    }\n    userErrors {\n      code\n      problem\n      message\n      path\n    }\n  }\n}\n\nsubscription IdeaPosted($after: String) {\n  ideaPosted(after: $after) {\n    cursor\n    idea {\n      id\n      title\n      supportCount\n    }\n  }\n}\n": typeof types.IdeasDocument,
};
const documents: Documents = {
    "# Each thing that is shown is asked for with its id: caches go by it.\nquery Ideas($first: Int!, $after: String, $filter: IdeaFilter) {\n  liveCursor\n  ideas(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        id\n        title\n        supportCount\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nmutation Support($ideaId: ID!) {\n  supportIdea(input: { ideaId: $ideaId }) {\n    idea {\n      id\n      supportCount\n      viewerSupports\n    }\n    userErrors {\n      code\n      problem\n      message\n      path\n    }\n  }\n}\n\nquery Settings {\n  viewer {\n    id\n    email\n    settings {\n      id\n      language\n      emailNotifications\n    }\n  }\n}\n\nmutation UpdateSettings($input: UpdateSettingsInput!) {\n  updateSettings(input: $input) {\n    settings {\n      id\n      language\n      emailNotifications\n    }\n    userErrors {\n      code\n      problem\n      message\n      path\n    }\n  }\n}\n\nsubscription IdeaPosted($after: String) {\n  ideaPosted(after: $after) {\n    cursor\n    idea {\n      id\n      title\n      supportCount\n    }\n  }\n}\n": types.IdeasDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "# Each thing that is shown is asked for with its id: caches go by it.\nquery Ideas($first: Int!, $after: String, $filter: IdeaFilter) {\n  liveCursor\n  ideas(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        id\n        title\n        supportCount\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nmutation Support($ideaId: ID!) {\n  supportIdea(input: { ideaId: $ideaId }) {\n    idea {\n      id\n      supportCount\n      viewerSupports\n    }\n    userErrors {\n      code\n      problem\n      message\n      path\n    }\n  }\n}\n\nquery Settings {\n  viewer {\n    id\n    email\n    settings {\n      id\n      language\n      emailNotifications\n    }\n  }\n}\n\nmutation UpdateSettings($input: UpdateSettingsInput!) {\n  updateSettings(input: $input) {\n    settings {\n      id\n      language\n      emailNotifications\n    }\n    userErrors {\n      code\n      problem\n      message\n      path\n    }\n  }\n}\n\nsubscription IdeaPosted($after: String) {\n  ideaPosted(after: $after) {\n    cursor\n    idea {\n      id\n      title\n      supportCount\n    }\n  }\n}\n"): (typeof documents)["# Each thing that is shown is asked for with its id: caches go by it.\nquery Ideas($first: Int!, $after: String, $filter: IdeaFilter) {\n  liveCursor\n  ideas(first: $first, after: $after, filter: $filter) {\n    edges {\n      node {\n        id\n        title\n        supportCount\n      }\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n\nmutation Support($ideaId: ID!) {\n  supportIdea(input: { ideaId: $ideaId }) {\n    idea {\n      id\n      supportCount\n      viewerSupports\n    }\n    userErrors {\n      code\n      problem\n      message\n      path\n    }\n  }\n}\n\nquery Settings {\n  viewer {\n    id\n    email\n    settings {\n      id\n      language\n      emailNotifications\n    }\n  }\n}\n\nmutation UpdateSettings($input: UpdateSettingsInput!) {\n  updateSettings(input: $input) {\n    settings {\n      id\n      language\n      emailNotifications\n    }\n    userErrors {\n      code\n      problem\n      message\n      path\n    }\n  }\n}\n\nsubscription IdeaPosted($after: String) {\n  ideaPosted(after: $after) {\n    cursor\n    idea {\n      id\n      title\n      supportCount\n    }\n  }\n}\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;