import relay from "relay-runtime";
import { post } from "../../live/ask.js";
import { subscribe } from "../../live/follow.js";

// CommonJS, of which Node finds no names.
const { Environment, Network, Observable, RecordSource, Store } = relay;

const isUnauthenticated = ({ errors = [] }) => errors.some(({ extensions }) => extensions?.code === "UNAUTHENTICATED");

export function relayEnvironment({ service, session, webSocketImpl }) {
  const request = async ({ text }, variables) => {
    const token = await session.accessToken();
    const answer = await post(service, text, { variables, token });
    if (!token || !isUnauthenticated(answer)) return answer;
    // Refused before its time, as when the clock here is slow: once more, with a new one.
    await session.refused(token);
    return post(service, text, { variables, token: await session.accessToken() });
  };
  const live = ({ text }, variables) =>
    Observable.create((sink) => subscribe({ service, session, webSocketImpl }, { query: text, variables }, sink));
  return new Environment({ network: Network.create(request, live), store: new Store(new RecordSource()) });
}
