import { ask } from "./ask.js";

const TOKENS = `session { accessToken refreshToken expiresAt } userErrors { message }`;
const SIGN_IN = `mutation SignIn($input: SignInInput!) { answer: signIn(input: $input) { ${TOKENS} } }`;
const REFRESH = `mutation Refresh($input: RefreshSessionInput!) { answer: refreshSession(input: $input) { ${TOKENS} } }`;

/** A token that runs out this soon is renewed before it is used. */
const soonMs = 30_000;
const runsOutSoon = ({ expiresAt }) => Date.parse(expiresAt) - Date.now() <= soonMs;

/** The session has ended, or the password is wrong: only the person can go on, by signing in. */
export class SignInNeeded extends Error {}

/**
 * A session that renews its access token. Where it is kept is for `read` and `keep` to know. A refresh token works once, and
 * a second use after 30 seconds ends the session: where others share what is kept, as the tabs of a browser do, `alone` lets
 * one at a time.
 */
export class Session {
  constructor({ service, read, keep, alone = (work) => work() }) {
    Object.assign(this, { service, read, keep, alone });
  }

  async signIn(email, password) {
    const { answer } = await ask(this.service, SIGN_IN, { variables: { input: { email, password } } });
    if (!answer.session) throw new SignInNeeded(answer.userErrors[0].message);
    this.keep(answer.session);
  }

  /** Whether this is the present token, and valid for a while; of null, whether nobody is signed in. */
  isCurrent(token) {
    const session = this.read();
    return session === null ? token === null : session.accessToken === token && !runsOutSoon(session);
  }

  /** A token that is valid for a while; null when nobody is signed in. */
  accessToken() {
    return this.alone(async () => {
      const session = this.read();
      if (!session) return null;
      if (!runsOutSoon(session)) return session.accessToken;
      const { refreshToken } = session;
      const { answer } = await ask(this.service, REFRESH, { variables: { input: { refreshToken } } });
      this.keep(answer.session);
      if (!answer.session) throw new SignInNeeded(answer.userErrors[0].message);
      return answer.session.accessToken;
    });
  }

  /** The service refused this token, whatever the clock here says: the next one asked for is a new one. */
  refused(token) {
    return this.alone(async () => {
      const session = this.read();
      if (session?.accessToken === token) this.keep({ ...session, expiresAt: new Date(0).toISOString() });
    });
  }
}
