/** Nest's HTTP exceptions stay in the platform's http folder; everyone else throws a CodedError. */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'Code throws coded errors, not HTTP exceptions.' },
    schema: [],
    messages: {
      exception: '{{name}} is an HTTP exception: throw a CodedError, the platform maps its kind to a status.',
      namespace: 'Import names from @nestjs/common one by one.',
    },
  },
  create(context) {
    return {
      'ImportDeclaration[source.value="@nestjs/common"] ImportSpecifier'(node) {
        const { name } = node.imported;
        if (name.endsWith('Exception')) context.report({ node, messageId: 'exception', data: { name } });
      },
      'ImportDeclaration[source.value="@nestjs/common"] ImportNamespaceSpecifier'(node) {
        context.report({ node, messageId: 'namespace' });
      },
    };
  },
};
