import { Content, Header, InfoCard, Page } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useEffect, useRef } from 'react';
import type { ExamplePerson } from './examplePeople';

const useStyles = makeStyles(theme => ({
  cards: {
    display: 'grid',
    gap: theme.spacing(3),
    maxWidth: 640,
    margin: '0 auto',
  },
  enter: { marginTop: theme.spacing(2) },
  others: { padding: 0 },
  other: { borderRadius: theme.shape.borderRadius },
}));

/** Whom to enter the portal as: the first of them by one press, the others below. */
export function ChoosePerson({
  people,
  onChoose,
}: {
  people: ExamplePerson[];
  onChoose(name: string): void;
}) {
  const classes = useStyles();
  const title = useApi(configApiRef).getOptionalString('app.title');
  const [first, ...others] = people;
  const enter = useRef<HTMLButtonElement>(null);
  useEffect(() => enter.current?.focus(), []);
  return (
    <Page themeId="home">
      <Header title={title ?? 'Sign in'} />
      <Content>
        <div className={classes.cards}>
          <InfoCard title={first.title}>
            <Typography>{first.about}</Typography>
            <Button
              ref={enter}
              // Its ripple is not there yet when it gets the focus.
              focusRipple={false}
              className={classes.enter}
              color="primary"
              variant="contained"
              onClick={() => onChoose(first.name)}
            >
              Enter
            </Button>
          </InfoCard>
          {others.length > 0 && (
            <InfoCard
              title="Or as somebody else"
              subheader="Nobody may decide on what they asked for. To see the other side, sign out in the settings and come back as another person."
            >
              <List aria-label="Other people" className={classes.others}>
                {others.map(({ name, title: person, about }) => (
                  <li key={name}>
                    <ListItem
                      button
                      component="button"
                      className={classes.other}
                      onClick={() => onChoose(name)}
                    >
                      <ListItemText primary={person} secondary={about} />
                    </ListItem>
                  </li>
                ))}
              </List>
            </InfoCard>
          )}
        </div>
      </Content>
    </Page>
  );
}
