/** The access token is valid for 15 minutes; it is renewed before a request that is sent later than this. */
const renewedAfterMs = 10 * 60_000;

const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) {
  session { accessToken refreshToken } viewer { email } userErrors { message } } }`;
const REFRESH = `mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) {
  session { accessToken refreshToken } userErrors { message } } }`;
const SIGN_OUT = `mutation { signOut(input: {}) { userErrors { message } } }`;

/**
 * Who is signed in on this page. The tokens are in memory alone: reloading the page signs out. `changed` is called with
 * the address of the member, or null, and what went wrong.
 */
export function createSession(endpoint, changed) {
  let session = null;
  let renewing = null;

  const ask = async (query, variables, token) => {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = await response.json();
    if (errors) throw new Error(errors[0].message);
    const [payload] = Object.values(data);
    if (payload.userErrors.length > 0) throw new Error(payload.userErrors[0].message);
    return payload;
  };
  const begin = (tokens, email) => {
    session = { ...tokens, email, since: Date.now() };
    changed(email, "");
  };
  const end = (problem = "") => {
    session = null;
    changed(null, problem);
  };
  const renew = async () => {
    const { refreshToken, email } = session;
    const renewed = await ask(REFRESH, { input: { refreshToken } }).catch((error) => end(error.message));
    if (renewed) begin(renewed.session, email);
  };

  return {
    signIn: async (email, password) => {
      const input = { email, password };
      const { session: tokens, viewer } = await ask(SIGN_IN, { input });
      begin(tokens, viewer.email);
    },
    signOut: async () => {
      const { accessToken } = session;
      end();
      await ask(SIGN_OUT, {}, accessToken);
    },
    /** The access token, valid for some minutes; null when nobody is signed in. */
    token: async () => {
      if (session && Date.now() - session.since > renewedAfterMs)
        // Requests that are sent together renew it once: a refresh token is used once.
        await (renewing ??= renew().finally(() => (renewing = null)));
      return session?.accessToken ?? null;
    },
  };
}
