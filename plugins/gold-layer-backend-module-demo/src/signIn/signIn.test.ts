import { mockServices } from '@backstage/backend-test-utils';
import type { ProxyAuthenticator } from '@backstage/plugin-auth-node';
import {
  createExampleAuthenticator,
  personHeader,
} from './exampleAuthenticator';
import { signInRefusal } from './signInRefusal';

type Request = Parameters<
  ProxyAuthenticator<unknown, unknown, unknown>['authenticate']
>[0]['req'];

const allowed = {
  auth: {
    providers: { example: { dangerouslyAllowOutsideDevelopment: true } },
  },
};

/** What comes of naming a person in a portal of that configuration. */
async function enterAs(person: string | undefined, data: object = allowed) {
  const config = mockServices.rootConfig({ data });
  const authenticator = createExampleAuthenticator({
    people: new Map([['edda.padlock', { displayName: 'Edda Padlock' }]]),
    refusal: signInRefusal(config),
  });
  const req: Partial<Request> = {
    // Express has it twice, for one header of many values.
    header: ((name: string) =>
      name === personHeader ? person : undefined) as Request['header'],
  };
  return authenticator.authenticate(
    { req: req as Request },
    authenticator.initialize({ config }),
  );
}

describe('signing in as a person of the example company', () => {
  it('takes whom the header names', async () => {
    expect(await enterAs('edda.padlock')).toEqual({
      result: {
        person: 'edda.padlock',
        profile: { displayName: 'Edda Padlock' },
      },
    });
  });

  it.each([
    ['nobody', undefined, allowed, 'InputError'],
    ['a stranger', 'mallory', allowed, 'AuthenticationError'],
    ['somebody outside of development', 'edda.padlock', {}, 'NotAllowedError'],
    [
      'somebody in production',
      'edda.padlock',
      { auth: { ...allowed.auth, environment: 'production' } },
      'NotAllowedError',
    ],
    [
      'somebody where there is no example company',
      'edda.padlock',
      { ...allowed, goldLayer: { demo: { enabled: false } } },
      'NotAllowedError',
    ],
  ])('refuses %s', async (_, person, config, name) => {
    await expect(enterAs(person, config)).rejects.toMatchObject({ name });
  });
});
