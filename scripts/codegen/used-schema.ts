import {
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  Kind,
  TypeInfo,
  buildASTSchema,
  getNamedType,
  isInputObjectType,
  isIntrospectionType,
  parse,
  printSchema,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/** In every type, for some are asked for their name alone, and GraphQL knows no type without fields. */
const NO_FIELD: FieldDefinitionNode = {
  kind: Kind.FIELD_DEFINITION,
  name: { kind: Kind.NAME, value: 'nothingSelected' },
  type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'Boolean' } },
};

/**
 * The part of a schema that operations use: their types, of these the selected fields alone, and the inputs their
 * variables need. Generating from Shopify's whole schema would write 27,000 lines for half a dozen operations.
 * @param operations valid against `schema`
 */
export function usedSchema(schema: GraphQLSchema, operations: DocumentNode): GraphQLSchema {
  const used = collectUse(schema, operations);
  const kept = visit(parse(printSchema(schema), { noLocation: true }), {
    leave(node) {
      switch (node.kind) {
        case Kind.OBJECT_TYPE_DEFINITION:
        case Kind.INTERFACE_TYPE_DEFINITION: {
          if (!used.has(node.name.value)) return null;
          const interfaces = node.interfaces?.filter((type) => used.has(type.name.value)) ?? [];
          // A field selected on an interface has to be there in every type that implements it.
          const selected = [node, ...interfaces].flatMap((type) => [
            ...(used.get(type.name.value) ?? []),
          ]);
          const fields = node.fields?.filter((field) => selected.includes(field.name.value));
          return { ...node, interfaces, fields: [...(fields ?? []), NO_FIELD] };
        }
        case Kind.UNION_TYPE_DEFINITION:
          if (!used.has(node.name.value)) return null;
          return { ...node, types: node.types?.filter((type) => used.has(type.name.value)) };
        case Kind.SCALAR_TYPE_DEFINITION:
        case Kind.ENUM_TYPE_DEFINITION:
        case Kind.INPUT_OBJECT_TYPE_DEFINITION:
          return used.has(node.name.value) ? undefined : null;
        case Kind.DIRECTIVE_DEFINITION:
          return null;
        default:
          return undefined;
      }
    },
  });
  return buildASTSchema(kept, { assumeValid: true });
}

/** Names of the types in use, each with its fields in use. */
function collectUse(schema: GraphQLSchema, operations: DocumentNode): Map<string, Set<string>> {
  const used = new Map<string, Set<string>>();
  const note = (type: GraphQLNamedType): void => {
    if (used.has(type.name) || isIntrospectionType(type)) return;
    used.set(type.name, new Set());
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) note(getNamedType(field.type));
    }
    // What a union or an interface can be is part of what a selection on it can answer.
    if ('getTypes' in type) for (const member of type.getTypes()) note(member);
  };
  const types = new TypeInfo(schema);
  visit(
    operations,
    visitWithTypeInfo(types, {
      Field(node) {
        const parent = types.getParentType();
        const field = types.getFieldDef();
        if (!parent || !field) return;
        note(parent);
        used.get(parent.name)?.add(node.name.value);
        note(getNamedType(field.type));
        for (const argument of field.args) note(getNamedType(argument.type));
      },
      InlineFragment() {
        const type = types.getType();
        if (type) note(getNamedType(type));
      },
      VariableDefinition() {
        const type = types.getInputType();
        if (type) note(getNamedType(type));
      },
    }),
  );
  return used;
}
