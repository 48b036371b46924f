import { ProxiedSignInPage, SignInPage } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { useState } from 'react';
import { ChoosePerson } from './ChoosePerson';
import { chosenPerson, rememberPerson, untilSignOut } from './chosenPerson';
import { examplePeople } from './examplePeople';
import { SignInFailed } from './SignInFailed';

/** The header in which the provider `example` is told who enters. */
const personHeader = 'x-gold-layer-example-person';

/** One press of a button as the guest, or as another person of the example company where that is configured. */
export function PortalSignInPage({ onSignInSuccess }: SignInPageProps) {
  const people = examplePeople(useApi(configApiRef));
  const [person, setPerson] = useState(chosenPerson);

  if (people.length === 0) {
    return (
      <SignInPage onSignInSuccess={onSignInSuccess} providers={['guest']} />
    );
  }
  if (person === undefined) {
    return (
      <ChoosePerson
        people={people}
        onChoose={name => {
          rememberPerson(name);
          setPerson(name);
        }}
      />
    );
  }
  return (
    <ProxiedSignInPage
      provider="example"
      headers={{ [personHeader]: person }}
      onSignInSuccess={identity => onSignInSuccess(untilSignOut(identity))}
      ErrorComponent={SignInFailed}
    />
  );
}
