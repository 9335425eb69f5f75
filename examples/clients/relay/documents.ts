import { graphql } from "relay-runtime";

/** A list that grows by pages: Relay makes of the fragment the query of the next page. */
export const IdeasQuery = graphql`
  query documentsIdeasQuery($first: Int!) {
    liveCursor
    ...documents_ideas @arguments(first: $first)
  }
`;

export const IdeasFragment = graphql`
  fragment documents_ideas on Query
  @refetchable(queryName: "documentsIdeasPageQuery")
  @argumentDefinitions(first: { type: "Int!" }, after: { type: "String" }) {
    ideas(first: $first, after: $after) @connection(key: "documents_ideas") {
      edges {
        node {
          id
          title
          supportCount
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`;

export const SettingsQuery = graphql`
  query documentsSettingsQuery {
    viewer {
      id
      settings {
        id
        language
      }
    }
  }
`;

export const UpdateSettingsMutation = graphql`
  mutation documentsUpdateSettingsMutation($input: UpdateSettingsInput!) {
    updateSettings(input: $input) {
      settings {
        id
        language
      }
      userErrors {
        code
        problem
        message
        path
      }
    }
  }
`;

export const IdeaPostedSubscription = graphql`
  subscription documentsIdeaPostedSubscription($after: String) {
    ideaPosted(after: $after) {
      cursor
      idea {
        id
        title
        supportCount
      }
    }
  }
`;
