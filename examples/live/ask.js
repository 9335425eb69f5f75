/** Posts an operation to the service over HTTP: `{ data, errors }`. */
export async function post(service, query, { variables, token } = {}) {
  const response = await fetch(`${service}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(10_000),
  });
  return response.json();
}

/** The data of an operation; throws its errors as the list in which they come. */
export async function ask(service, query, options) {
  const { data, errors } = await post(service, query, options);
  if (errors) throw errors;
  return data;
}
