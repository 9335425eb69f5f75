import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import relay from "relay-runtime";
import { WebSocket } from "ws";
import { apolloClient } from "../../examples/clients/apollo/client.js";
import * as apollo from "../../examples/clients/apollo/ideas.js";
import { SettingsDocument, UpdateSettingsDocument } from "../../examples/clients/generated/graphql.js";
import { relayEnvironment } from "../../examples/clients/relay/environment.js";
import SettingsQuery, {
  type documentsSettingsQuery$data,
} from "../../examples/clients/relay/generated/documentsSettingsQuery.graphql.js";
import UpdateSettingsMutation, {
  type documentsUpdateSettingsMutation$data,
} from "../../examples/clients/relay/generated/documentsUpdateSettingsMutation.graphql.js";
import * as relayIdeas from "../../examples/clients/relay/ideas.js";
import { urqlClient } from "../../examples/clients/urql/client.js";
import * as urql from "../../examples/clients/urql/ideas.js";
import { Session } from "../../examples/live/session.js";
import { password } from "../support/passwords.js";
import { restartable, type Restartable } from "../support/restartable.js";

interface Tokens {
  accessToken: string;
  refreshToken: string;
  expiresAt: string;
}

interface Options {
  service: string;
  session: Session;
  webSocketImpl: typeof WebSocket;
}

/** What a front-end does, with one of the libraries. */
interface FrontEnd {
  watchIdeas: (listener: apollo.IdeaListener) => { more: () => Promise<void> | void; end: () => void };
  /** Shows the language of the viewer's settings, at once and whenever it changes. */
  watchLanguage: (show: (language: string) => void) => () => void;
  /** Returns the messages of the errors. */
  setLanguage: (language: "NL" | "FR" | "EN") => Promise<string[]>;
}

const frontEnds: Record<string, (options: Options) => FrontEnd> = {
  "Apollo Client": (options) => {
    const client = apolloClient(options);
    return {
      watchIdeas: (listener) => apollo.watchIdeas(client, listener),
      watchLanguage: (show) => {
        const shown = client.watchQuery({ query: SettingsDocument }).subscribe(({ data, dataState }) => {
          if (dataState === "complete") show(data.viewer!.settings.language);
        });
        return () => shown.unsubscribe();
      },
      setLanguage: async (language) => {
        const { data } = await client.mutate({ mutation: UpdateSettingsDocument, variables: { input: { language } } });
        return data!.updateSettings!.userErrors.map(({ message }) => message);
      },
    };
  },
  urql: (options) => {
    const client = urqlClient(options);
    return {
      watchIdeas: (listener) => urql.watchIdeas(client, listener),
      watchLanguage: (show) => {
        const shown = client.query(SettingsDocument, {}).subscribe(({ data }) => {
          if (data) show(data.viewer!.settings.language);
        });
        return () => shown.unsubscribe();
      },
      setLanguage: async (language) => {
        const { data } = await client.mutation(UpdateSettingsDocument, { input: { language } }).toPromise();
        return data!.updateSettings!.userErrors.map(({ message }) => message);
      },
    };
  },
  Relay: (options) => {
    const environment = relayEnvironment(options);
    return {
      watchIdeas: (listener) => relayIdeas.watchIdeas(environment, listener),
      watchLanguage: (show) => {
        const operation = relay.createOperationDescriptor(SettingsQuery, {});
        const kept = environment.retain(operation);
        const showData = (data: unknown): void => show((data as documentsSettingsQuery$data).viewer!.settings.language);
        let end = (): void => undefined;
        void relay
          .fetchQuery(environment, SettingsQuery, {})
          .toPromise()
          .then(() => {
            const shown = environment.lookup(operation.fragment);
            showData(shown.data);
            const changes = environment.subscribe(shown, ({ data }) => showData(data));
            end = () => changes.dispose();
          });
        return () => {
          end();
          kept.dispose();
        };
      },
      setLanguage: (language) =>
        new Promise((resolve, reject) =>
          relay.commitMutation(environment, {
            mutation: UpdateSettingsMutation,
            variables: { input: { language } },
            onCompleted: (data) => {
              const { updateSettings } = data as documentsUpdateSettingsMutation$data;
              resolve(updateSettings!.userErrors.map(({ message }) => message));
            },
            onError: reject,
          }),
        ),
    };
  },
};

let service: Restartable;
beforeAll(async () => {
  service = await restartable();
});
afterAll(() => service.end());

let people = 0;
async function signUp(): Promise<Tokens> {
  const { data } = await service.other.ask(
    `mutation ($input: SignUpInput!) { signUp(input: $input) { session { accessToken refreshToken expiresAt } } }`,
    { input: { name: "Zoë", email: `zoe-${++people}@test.example`, password } },
  );
  return data.signUp.session;
}

const followers = async (count: number): Promise<void> => {
  while (service.app().followers() !== count) await new Promise((resolve) => setImmediate(resolve));
};

const ended = (problem: unknown): void => {
  throw new Error("the list is no longer live", { cause: problem });
};

/** A list of what was shown, of which the last can be waited for. */
function screen<T>() {
  const shown: T[] = [];
  let changed = (): void => undefined;
  return {
    shown,
    show: (value: T): void => {
      shown.push(value);
      changed();
    },
    has: async (isThere: (value: T) => boolean): Promise<T> => {
      while (shown.length === 0 || !isThere(shown.at(-1)!)) await new Promise<void>((resolve) => (changed = resolve));
      return shown.at(-1)!;
    },
  };
}

describe.each(Object.entries(frontEnds))("a front-end with %s", (_name, create) => {
  let stored: Tokens | null;
  beforeEach(() => {
    stored = null;
  });
  const frontEnd = (): FrontEnd => {
    const { url } = service.app();
    const session = new Session({
      service: url,
      read: () => stored,
      keep: (tokens: Tokens | null) => (stored = tokens),
    });
    return create({ service: url, session, webSocketImpl: WebSocket });
  };

  it("shows a list page by page", async () => {
    const { data } = await service.other.ask("{ ideas { totalCount } }");
    for (let count = data.ideas.totalCount as number; count < 25; count++) await service.post(`idee ${count}`);
    const list = await service.other.ask("{ ideas(first: 100) { edges { node { title } } } }");
    const titles = list.data.ideas.edges.map(({ node }: { node: { title: string } }) => node.title) as string[];
    const ideas = screen<string[]>();
    const watched = frontEnd().watchIdeas({ ...ideas, ended });
    expect(await ideas.has((shown) => shown.length > 0)).toEqual(titles.slice(0, 20));
    await watched.more();
    expect(await ideas.has((shown) => shown.length > 20)).toEqual(titles.slice(0, 40));
    watched.end();
  });

  it("shows new ideas at the head of the list, and misses none while the service restarts", async () => {
    const ideas = screen<string[]>();
    const watched = frontEnd().watchIdeas({ ...ideas, ended });
    const before = await ideas.has((shown) => shown.length > 0);
    // Between the list and its subscription.
    await service.post("nul");
    await ideas.has(([newest]) => newest === "nul");
    await service.post("een");
    await ideas.has(([newest]) => newest === "een");
    await service.stop();
    await service.post("twee");
    await service.post("drie");
    await service.start();
    await service.post("vier");
    expect(await ideas.has(([newest]) => newest === "vier")).toEqual(["vier", "drie", "twee", "een", "nul", ...before]);
    watched.end();
    await followers(0);
  });

  it("ends a subscription that has hardly begun", async () => {
    const ideas = screen<string[]>();
    const watched = frontEnd().watchIdeas({ ...ideas, ended });
    await ideas.has((shown) => shown.length > 0);
    watched.end();
    frontEnd()
      .watchIdeas({ ...ideas, ended })
      .end();
    await followers(0);
  });

  it("learns that a list is no longer live", async () => {
    const ideas = screen<string[]>();
    const problems = screen<unknown>();
    stored = await signUp();
    const watched = frontEnd().watchIdeas({ ...ideas, ended: problems.show });
    await followers(1);
    const { accessToken } = stored;
    await service.other.ask("mutation { signOut(input: {everywhere: true}) { userErrors { code } } }", {}, accessToken);
    await problems.has(() => true);
    expect(stored).toBeNull();
    watched.end();
  });

  it("shows what a mutation changed wherever it is shown", async () => {
    stored = await signUp();
    const client = frontEnd();
    const languages = screen<string>();
    const end = client.watchLanguage(languages.show);
    await languages.has((language) => language === "NL");
    expect(await client.setLanguage("FR")).toEqual([]);
    await languages.has((language) => language === "FR");
    end();
  });

  it("renews its session before the token runs out", async () => {
    const session = await signUp();
    stored = session;
    const client = frontEnd();
    expect(await client.setLanguage("EN")).toEqual([]);
    expect(stored).toEqual(session);
    stored = { ...session, expiresAt: new Date().toISOString() };
    expect(await client.setLanguage("NL")).toEqual([]);
    expect(stored.refreshToken).not.toBe(session.refreshToken);
  });

  it("renews its session when the token is refused", async () => {
    const session = await signUp();
    stored = { ...session, accessToken: `${session.accessToken}x` };
    expect(await frontEnd().setLanguage("EN")).toEqual([]);
    expect(stored.refreshToken).not.toBe(session.refreshToken);
  });
});
