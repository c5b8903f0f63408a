/** The one spelling under which an address is stored and looked up. Case is ignored as every mail service in use does. */
export function normalizeEmail(address: string): string {
  return address.trim().toLowerCase();
}
