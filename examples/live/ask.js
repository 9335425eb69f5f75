/** Asks the service over HTTP; throws its errors as the list in which they come. */
export async function ask(service, query, { variables, token } = {}) {
  const response = await fetch(`${service}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(10_000),
  });
  const { data, errors } = await response.json();
  if (errors) throw errors;
  return data;
}
