/** Facts leave a context through its outbox. Only the platform's relay and the intake append to the event log themselves. */
export default {
  meta: {
    type: 'problem',
    docs: { description: 'Nobody but the relay and the intake appends to the event log.' },
    schema: [],
    messages: { producer: 'Append to the outbox in the transaction of the change; the event log is for the relay and the intake.' },
  },
  create(context) {
    const report = (node) => context.report({ node, messageId: 'producer' });
    return {
      'ImportDeclaration[source.value="@shortlist/platform"] ImportSpecifier[imported.name="EventLog"]': report,
      'CallExpression[callee.property.name="append"][callee.object.property.name="eventLog"]': report,
      'CallExpression[callee.property.name="append"][callee.object.name="eventLog"]': report,
    };
  },
};
