const WRITES = /^(insert|update|delete|save|upsert|store|lock|replace|remove|revoke|record|claim)([A-Z]|$)|^load\w*ForUpdate$/;

/** A write without its transaction must not compile: repositories take `tx: Tx` first. */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'Writes and loads for update of a repository take the transaction first.' },
    schema: [],
    messages: { missing: '{{name}} writes: its first parameter must be `tx: Tx`.' },
  },
  create(context) {
    return {
      'ExportNamedDeclaration > ClassDeclaration > ClassBody > MethodDefinition[kind="method"]'(node) {
        const name = context.sourceCode.getText(node.key);
        if (WRITES.test(name) && !isTransaction(node.value.params[0]))
          context.report({ node: node.key, messageId: 'missing', data: { name } });
      },
    };
  },
};

function isTransaction(parameter) {
  const type = parameter?.typeAnnotation?.typeAnnotation;
  return (
    parameter?.type === 'Identifier' &&
    parameter.name === 'tx' &&
    !parameter.optional &&
    type?.type === 'TSTypeReference' &&
    type.typeName.name === 'Tx'
  );
}
