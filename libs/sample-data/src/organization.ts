/** Roles a member of an organization can hold; the sample organization has one user of each. */
export type SampleRole = 'admin' | 'recruiter' | 'hiring_manager' | 'interviewer' | 'viewer';

/** A user of the sample organization, with what is needed to sign in. */
export interface SampleUser {
  readonly name: string;
  readonly email: string;
  readonly role: SampleRole;
  readonly password: string;
}

/** The organization that a first start creates. */
export interface SampleOrganization {
  readonly name: string;
  readonly slug: string;
  readonly users: readonly SampleUser[];
}

/** Password of every sample user. It is public: sample users belong on a machine of one's own and nowhere else. */
export const samplePassword = 'harbour-and-pine-42';

/** The sample organization: a freight company in Karachi that hires for its software and its finance team. */
export const sampleOrganization: SampleOrganization = {
  name: 'Harbour & Pine Logistics',
  slug: 'harbour-and-pine',
  users: [
    { name: 'Amina Farooqi', email: 'admin@harbour-and-pine.example.com', role: 'admin', password: samplePassword },
    { name: 'Daniel Okonjo', email: 'recruiter@harbour-and-pine.example.com', role: 'recruiter', password: samplePassword },
    { name: 'Sadia Mirza', email: 'manager@harbour-and-pine.example.com', role: 'hiring_manager', password: samplePassword },
    { name: 'Jonas Lindqvist', email: 'interviewer@harbour-and-pine.example.com', role: 'interviewer', password: samplePassword },
    { name: 'Leila Haddad', email: 'viewer@harbour-and-pine.example.com', role: 'viewer', password: samplePassword },
  ],
};
