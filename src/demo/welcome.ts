import { demoSignIn } from "./demo-network.js";

const exampleQuery = "{ ideas(first: 3) { totalCount nodes { title author { name } themes { label } } } }";

/** What a start prints when the service is ready. */
export function welcome(url: string, demo: boolean): string {
  const lines = [
    `The INO network service is ready.`,
    `  GraphQL      ${url}/graphql (HTTP and WebSocket)`,
    `  GraphiQL     ${url}/graphiql`,
    ...(demo ? [`  Demo sign-in ${demoSignIn.email} / ${demoSignIn.password}`] : []),
    `  Try          ${exampleQuery}`,
  ];
  return `\n${lines.join("\n")}\n\n`;
}
