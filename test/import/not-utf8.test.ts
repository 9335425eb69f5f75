import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { testDatabase, type TestDatabase } from "../support/database.js";
import { Folders, load } from "./folders.js";

const folders = new Folders();
let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(async () => {
  await test.drop();
  await folders.remove();
});

const remedy = "has characters that are not valid UTF-8: save the file as UTF-8, or name its encoding with --encoding.";

describe("a row that is not UTF-8, in a file that is", () => {
  it("is left out with its line, and the rest goes in", async () => {
    const members = Buffer.concat([
      Buffer.from("id,name\n1,Zoë\n5,Renée\n6,Jérôme\n2,"),
      Buffer.from("Zo\xeb", "latin1"),
      Buffer.from("\n3,An\n4,Z"),
      // The beginning of a character at the end of the file.
      Buffer.from([0xc3]),
    ]);
    const { problems, counts } = await load(test.database, await folders.make({ "members.csv": members }));
    expect(problems).toEqual([`members.csv:5: name ${remedy}`, `members.csv:7: name ${remedy}`]);
    expect(counts["members.csv"]).toEqual({ rows: 6, added: 4, changed: 0, unchanged: 0, conflicting: 0, invalid: 2 });
    expect(await test.database.source.query("SELECT name FROM member ORDER BY name")).toEqual([
      { name: "An" },
      { name: "Jérôme" },
      { name: "Renée" },
      { name: "Zoë" },
    ]);
  });
});
