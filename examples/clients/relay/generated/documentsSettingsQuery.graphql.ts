/**
 * @generated SignedSource<<75c432d3320ed7106537017d4f6a9f9a>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type Language = "EN" | "FR" | "NL" | "%future added value";
export type documentsSettingsQuery$variables = Record<PropertyKey, never>;
export type documentsSettingsQuery$data = {
  readonly viewer: {
    readonly id: string;
    readonly settings: {
      readonly id: string;
      readonly language: Language;
    };
  } | null | undefined;
};
export type documentsSettingsQuery = {
  response: documentsSettingsQuery$data;
  variables: documentsSettingsQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v1 = [
  {
    "alias": null,
    "args": null,
    "concreteType": "Viewer",
    "kind": "LinkedField",
    "name": "viewer",
    "plural": false,
    "selections": [
      (v0/*:: as any*/),
      {
        "alias": null,
        "args": null,
        "concreteType": "Settings",
        "kind": "LinkedField",
        "name": "settings",
        "plural": false,
        "selections": [
          (v0/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "language",
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": [],
    "kind": "Fragment",
    "metadata": null,
    "name": "documentsSettingsQuery",
    "selections": (v1/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [],
    "kind": "Operation",
    "name": "documentsSettingsQuery",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "b560ae131a41859e70ccbe9fcb6dd661",
    "id": null,
    "metadata": {},
    "name": "documentsSettingsQuery",
    "operationKind": "query",
    "text": "query documentsSettingsQuery {\n  viewer {\n    id\n    settings {\n      id\n      language\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "61ff8f097a95c78971a882eee8ddd977";

export default node;
