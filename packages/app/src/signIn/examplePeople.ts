import type { ConfigApi } from '@backstage/core-plugin-api';

/** Somebody of the example company. */
export interface ExamplePerson {
  /** Name of the user entity. */
  name: string;
  title: string;
  /** Who they are and what they may do. */
  about: string;
}

/** Whom the sign-in page offers; none where the example company is switched off or its provider is not configured. */
export function examplePeople(config: ConfigApi): ExamplePerson[] {
  if (config.getOptionalBoolean('goldLayer.demo.enabled') === false) return [];
  const people = config.getOptionalConfigArray('auth.providers.example.people');
  return (people ?? []).map(person => ({
    name: person.getString('name'),
    title: person.getString('title'),
    about: person.getString('about'),
  }));
}
