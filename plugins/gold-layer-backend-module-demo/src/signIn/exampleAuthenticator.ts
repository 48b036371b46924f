import {
  AuthenticationError,
  InputError,
  NotAllowedError,
} from '@backstage/errors';
import {
  createProxyAuthenticator,
  ProfileInfo,
} from '@backstage/plugin-auth-node';

/** The header by which the sign-in page says as whom to enter. */
export const personHeader = 'x-gold-layer-example-person';

/** What {@link createExampleAuthenticator} works with. */
export interface ExampleAuthenticatorOptions {
  /** The people of the example company by name. */
  people: ReadonlyMap<string, ProfileInfo>;
  /** Why nobody may enter this way, if so. */
  refusal?: string;
}

/** Who has entered. */
export interface ExamplePerson {
  person: string;
  profile: ProfileInfo;
}

/** Lets anybody in as the person they name: there is no secret to a person who does not exist. */
export function createExampleAuthenticator(
  options: ExampleAuthenticatorOptions,
) {
  return createProxyAuthenticator({
    defaultProfileTransform: async ({ profile }: ExamplePerson) => ({
      profile,
    }),
    initialize: () => options,
    async authenticate({ req }, { people, refusal }) {
      if (refusal) throw new NotAllowedError(refusal);
      const person = req.header(personHeader);
      if (!person) {
        throw new InputError(`Name a person in the header '${personHeader}'`);
      }
      const profile = people.get(person);
      if (!profile) {
        throw new AuthenticationError(
          `Nobody of the example company is named '${person}'`,
        );
      }
      return { result: { person, profile } };
    },
  });
}
