import { describe, expect, it } from "@jest/globals";
import { buildSchema, GraphQLError } from "graphql";
import type { BudgetContext } from "../../src/core/budget/budget.services.js";
import { OperationPreparer, type OperationRequest } from "../../src/server/operations/prepare.js";
import { TrustedDocuments } from "../../src/server/operations/trusted-documents.js";

const schema = buildSchema(`
  type Query { me: Person  people(first: Int): [Person!]! }
  type Person { name: String }
`);
const people = "query People($n: Int) { people(first: $n) { name } }";

/** Prepares an operation, and records the steps that the transport sees and what was charged. */
async function prepare(
  request: OperationRequest,
  { trusted, unsupported, budget = 100, left = budget }: Partial<Setup> = {},
) {
  const steps: string[] = [];
  const budgets = {
    limits: { member: budget, anonymous: budget, second: 0 },
    spend: (payer: { key: string }, cost: number) => {
      steps.push(`charge ${payer.key} ${cost}`);
      return Promise.resolve(null);
    },
    spendUpTo: (payer: { key: string }, cost: number) => {
      steps.push(`debit ${payer.key} ${cost}`);
      return Promise.resolve();
    },
    exhausted: () => (left > 0 ? null : { remaining: 0, resetAt: new Date(60_000), retryAfterSeconds: 60 }),
  };
  const ctx = { callerId: null, client: { address: "192.0.2.1" }, budgets, bill: {} } as unknown as BudgetContext;
  const trustedDocuments = trusted ? new TrustedDocuments(trusted) : null;
  const preparer = new OperationPreparer({ schema, introspection: false, trustedDocuments });
  const prepared = await preparer.prepare(request, {
    payer: ctx,
    checkOperation: (operation) => {
      steps.push(`operation ${operation?.name?.value}`);
      return unsupported;
    },
    createContext: () => {
      steps.push("context");
      return ctx;
    },
  });
  const errors = "document" in prepared ? [] : prepared.map(({ message, extensions }) => extensions.code ?? message);
  return { steps, errors, prepared, ctx };
}

const debit = (cost: number): string => `debit address:192.0.2.1 ${cost}`;

interface Setup {
  trusted: string[];
  unsupported: GraphQLError;
  budget: number;
  left: number;
}

describe("an operation", () => {
  it("is prepared in order, and charged once for what it may cost", async () => {
    const { steps, prepared, ctx } = await prepare({ query: people, variables: { n: 7 } });
    expect(steps).toEqual(["operation People", "context", "charge address:192.0.2.1 8"]);
    expect(prepared).toMatchObject({ schema, operationName: null, variableValues: { n: 7 }, contextValue: ctx });
    expect(ctx.bill.charged).toMatchObject({ cost: 8, least: 8 });
  });

  it.each<[string, OperationRequest, Partial<Setup>, unknown[], string[]]>([
    ["without a text", {}, {}, ["DOCUMENT_NOT_TRUSTED"], [debit(1)]],
    ["not on the list", { query: people }, { trusted: ["{ me { name } }"] }, ["DOCUMENT_NOT_TRUSTED"], [debit(3)]],
    ["that cannot be parsed", { query: "{ me {" }, {}, ["Syntax Error: Expected Name, found <EOF>."], [debit(2)]],
    ["that is not valid", { query: "{ you }" }, {}, ["GRAPHQL_VALIDATION_FAILED"], [debit(2)]],
    ["whose text is long", { query: "#".repeat(65_537) }, {}, ["OPERATION_TOO_COMPLEX"], [debit(2_050)]],
    ["that is not valid, of a caller without budget", { query: "{ you }" }, { left: 0 }, ["RATE_LIMITED"], []],
    [
      "that the transport does not run",
      { query: people, operationName: "Other" },
      { unsupported: new GraphQLError("unsupported") },
      ["unsupported"],
      ["operation undefined", debit(1)],
    ],
    [
      "over the limit on cost",
      { query: people, variables: { n: 20_001 } },
      {},
      ["OPERATION_TOO_COSTLY"],
      ["operation People", "context", debit(1)],
    ],
    [
      "over the budget of a minute",
      { query: people, variables: { n: 7 } },
      { budget: 7 },
      ["OPERATION_TOO_COSTLY"],
      ["operation People", "context"],
    ],
  ])("%s is refused at that step", async (_what, request, setup, errors, steps) => {
    expect(await prepare(request, setup)).toMatchObject({ errors, steps });
  });

  it("has the text of the list, however it was written", async () => {
    const { prepared } = await prepare({ query: people.replaceAll(" ", "  ") }, { trusted: [people] });
    expect("document" in prepared && prepared.document.loc?.source.body).toBe(people);
  });
});
