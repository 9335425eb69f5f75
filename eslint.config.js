import eslint from "@eslint/js";
import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", "examples/clients/**/generated/", "data/", "demo/", "coverage/", "node_modules/"] },
  eslint.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "no-console": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
    },
  },
  {
    files: ["src/**/*.ts", "test/**/*.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "SpreadElement > Identifier[name=/^(ctx|tx|context)$/], SpreadElement > MemberExpression[property.name=/^(ctx|tx|context)$/], SpreadElement > CallExpression[callee.name=/Context$/]",
          message:
            "A context inherits from the services, and a spread would lose them: use `inherit` or Object.assign.",
        },
      ],
    },
  },
  {
    files: ["src/**/*.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        {
          object: "Date",
          property: "now",
          message: "The clock may be set: measure durations with performance.now(), and take times from the context.",
        },
      ],
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      // Tests read the service's answers, which may be of any form; the expectations check them.
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-unsafe-call": "off",
    },
  },
  { files: ["**/*.js"], languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly" } } },
  {
    files: ["examples/**/*.js"],
    languageOptions: {
      globals: Object.fromEntries(
        [
          ...["AbortController", "AbortSignal", "clearTimeout", "fetch", "setTimeout", "URLSearchParams"],
          ...["document", "FormData", "localStorage", "location", "navigator"],
        ].map((name) => [name, "readonly"]),
      ),
    },
  },
  {
    files: ["graphiql/**/*.js"],
    languageOptions: {
      globals: Object.fromEntries(["document", "fetch", "Headers"].map((name) => [name, "readonly"])),
    },
  },
  prettier,
);
