import { demoSignIn } from "./demo-network.js";

const exampleQuery = "{ ideas(first: 3) { totalCount nodes { title author { name } themes { label } } } }";

interface Welcome {
  url: string;
  metricsUrl: string | null;
  graphiql: boolean;
  demo: boolean;
}

/** What a start prints when the service is ready. */
export function welcome({ url, metricsUrl, graphiql, demo }: Welcome): string {
  const lines = [
    `The INO network service is ready.`,
    `  GraphQL      ${url}/graphql (HTTP and WebSocket)`,
    ...(graphiql ? [`  GraphiQL     ${url}/graphiql`] : []),
    ...(metricsUrl === null ? [] : [`  Metrics      ${metricsUrl}`]),
    ...(demo ? [`  Demo sign-in ${demoSignIn.email} / ${demoSignIn.password}`] : []),
    `  Try          ${exampleQuery}`,
  ];
  return `\n${lines.join("\n")}\n\n`;
}
