import { Content, ErrorPanel, Page } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { forgetPerson } from './chosenPerson';

/** Says why nobody came in, and leads back to the choice. */
export function SignInFailed({ error }: { error?: Error }) {
  return (
    <Page themeId="home">
      <Content>
        {error && <ErrorPanel title="You could not sign in" error={error} />}
        <Button
          variant="outlined"
          onClick={() => {
            forgetPerson();
            window.location.reload();
          }}
        >
          Choose somebody else
        </Button>
      </Content>
    </Page>
  );
}
