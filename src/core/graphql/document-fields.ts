import { TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from "graphql";

/** Whether a document that passed validation selects a field for which `test` holds; computed once a document. */
export function selectsField(
  test: (types: TypeInfo) => boolean,
): (schema: GraphQLSchema, document: DocumentNode) => boolean {
  const known = new WeakMap<DocumentNode, boolean>();
  return (schema, document) => {
    const answered = known.get(document);
    if (answered !== undefined) return answered;
    let found = false;
    const types = new TypeInfo(schema);
    const Field = (): void => {
      if (test(types)) found = true;
    };
    visit(document, visitWithTypeInfo(types, { Field }));
    known.set(document, found);
    return found;
  };
}
