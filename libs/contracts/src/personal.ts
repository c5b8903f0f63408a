const personalFields = new Map<object, Set<string>>();

/**
 * Marks a top-level field of an event payload as personal data. The platform seals marked fields under the organization's
 * log key of the day before the event leaves the process, and opens them for handlers; they may never be logged.
 */
export function Personal(): PropertyDecorator {
  return (prototype, property) => {
    const fields = personalFields.get(prototype.constructor) ?? new Set<string>();
    fields.add(String(property));
    personalFields.set(prototype.constructor, fields);
  };
}

/** Names of the personal fields of a payload class, inherited ones first, then in declaration order. */
export function personalFieldsOf(payload: object): string[] {
  const parent = Object.getPrototypeOf(payload) as object | null;
  const inherited = parent ? personalFieldsOf(parent) : [];
  return [...new Set([...inherited, ...(personalFields.get(payload) ?? [])])];
}
