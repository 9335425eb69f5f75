/**
 * @generated SignedSource<<df02a3b6d48a542ac3ff0bf280916902>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type documentsIdeaPostedSubscription$variables = {
  after?: string | null | undefined;
};
export type documentsIdeaPostedSubscription$data = {
  readonly ideaPosted: {
    readonly cursor: string;
    readonly idea: {
      readonly id: string;
      readonly supportCount: number;
      readonly title: string;
    };
  };
};
export type documentsIdeaPostedSubscription = {
  response: documentsIdeaPostedSubscription$data;
  variables: documentsIdeaPostedSubscription$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "after"
  }
],
v1 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "after",
        "variableName": "after"
      }
    ],
    "concreteType": "IdeaPosted",
    "kind": "LinkedField",
    "name": "ideaPosted",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "cursor",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "Idea",
        "kind": "LinkedField",
        "name": "idea",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "id",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "title",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "supportCount",
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
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "documentsIdeaPostedSubscription",
    "selections": (v1/*:: as any*/),
    "type": "Subscription",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "documentsIdeaPostedSubscription",
    "selections": (v1/*:: as any*/)
  },
  "params": {
    "cacheID": "7054dcc34e1b9bdaf053ff4c6a9d7631",
    "id": null,
    "metadata": {},
    "name": "documentsIdeaPostedSubscription",
    "operationKind": "subscription",
    "text": "subscription documentsIdeaPostedSubscription(\n  $after: String\n) {\n  ideaPosted(after: $after) {\n    cursor\n    idea {\n      id\n      title\n      supportCount\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "fc3c1832a19567e8d2ab0fbc42f9c42f";

export default node;
