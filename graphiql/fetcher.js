/**
 * Sends operations for GraphiQL: subscriptions over WebSocket, anything else over HTTP; both with the headers of the tab,
 * and with the token of whoever is signed in unless the tab has its own.
 */
export function createFetcher(endpoint, { token }) {
  const headersOf = async (ofTab) => {
    const headers = new Headers();
    const own = await token();
    if (own) headers.set("authorization", `Bearer ${own}`);
    for (const [name, value] of Object.entries(ofTab)) headers.set(name, value);
    return headers;
  };

  const request = async (params, ofTab) => {
    const headers = await headersOf(ofTab);
    headers.set("content-type", "application/json");
    headers.set("accept", "application/graphql-response+json, application/json");
    const response = await fetch(endpoint, { method: "POST", headers, body: JSON.stringify(params) });
    return response.json();
  };

  const subscribe = (params, ofTab) => {
    const client = globalThis.graphqlWs.createClient({
      url: endpoint.href.replace(/^http/, "ws"),
      // For each connection anew, as a token is valid for minutes and a subscription for as long as it runs.
      connectionParams: async () => ({ headers: Object.fromEntries(await headersOf(ofTab)) }),
    });
    const results = client.iterate(params);
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: () => results.next().catch(fail),
      return: () => results.return(),
    };
  };

  return (params, { headers = {}, documentAST } = {}) =>
    isSubscription(documentAST, params.operationName) ? subscribe(params, headers) : request(params, headers);
}

/** graphql-ws fails with the errors of the operation, or with the event that closed the socket. */
function fail(cause) {
  if (Array.isArray(cause)) return { value: { errors: cause }, done: false };
  const isClose = typeof cause?.code === "number";
  throw isClose ? new Error(`The socket was closed with ${cause.code}: ${cause.reason || "no reason"}`) : cause;
}

const isSubscription = (document, name) =>
  document?.definitions.some(
    ({ kind, operation, name: own }) =>
      kind === "OperationDefinition" && operation === "subscription" && (!name || own?.value === name),
  ) ?? false;
