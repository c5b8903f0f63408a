const VERBS = new Set(['Get', 'Post', 'Put', 'Patch', 'Delete', 'All', 'Head', 'Options', 'Search']);
const ACCESS = new Set(['Requires', 'SignedIn', 'Public', 'PublicOrSignedIn']);
const PERMISSION = /^[a-z_]+:[a-z_]+$/;

/** Every route says who may call it, on the method itself: a decorator on the class would be inherited by accident. */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'Every HTTP route carries @Requires, @SignedIn or @Public.' },
    schema: [],
    messages: {
      missing: '{{name}} is a route: add @Requires("<resource>:<verb>"), @SignedIn(), @PublicOrSignedIn() or @Public().',
      several: '{{name}} declares its access more than once.',
      permission: '@Requires takes one permission of the form <resource>:<verb>.',
    },
  },
  create(context) {
    return {
      MethodDefinition(node) {
        const decorators = node.decorators.map((decorator) => decorator.expression).filter((each) => each.type === 'CallExpression');
        if (!decorators.some((call) => VERBS.has(call.callee.name))) return;
        const data = { name: context.sourceCode.getText(node.key) };
        const access = decorators.filter((call) => ACCESS.has(call.callee.name));
        if (access.length === 0) context.report({ node: node.key, messageId: 'missing', data });
        if (access.length > 1) context.report({ node: node.key, messageId: 'several', data });
        access
          .filter((call) => call.callee.name === 'Requires' && !namesPermission(call))
          .forEach((call) => context.report({ node: call, messageId: 'permission' }));
      },
    };
  },
};

function namesPermission(call) {
  const [permission, ...rest] = call.arguments;
  return rest.length === 0 && permission?.type === 'Literal' && typeof permission.value === 'string' && PERMISSION.test(permission.value);
}
