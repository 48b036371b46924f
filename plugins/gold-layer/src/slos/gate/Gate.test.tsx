import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import type { FakeAnswers } from '../../__testUtils__/FakeGoldLayerApi';
import { refusal } from '../../__testUtils__/refusal';
import { renderScreen } from '../../__testUtils__/renderScreen';
import { SlosPage } from '../SlosPage';
import { exhausted } from '../fixtures';
import { answerOf, answers, denied, glass } from './fixtures';

// Dialogs are filled in by keyboard and mouse, also on a busy machine.
jest.setTimeout(30_000);

const { service } = exhausted;
const none: FakeAnswers = {
  listServices: { items: [], totalItems: 0, pageInfo: {} },
  listGateAnswers: { items: [], totalItems: 0, pageInfo: {} },
  listBrokenGlass: { items: [] },
};

const show = (
  options: { answers?: FakeAnswers; search?: string; allowed?: boolean } = {},
) =>
  renderScreen(
    <Routes>
      <Route path="/gold-layer/slos/*" element={<SlosPage />} />
    </Routes>,
    {
      at: `/gold-layer/slos/gate${options.search ?? `?service=${service}`}`,
      allowed: options.allowed,
      answers: {
        ...none,
        askDeployGate: ({ body }) => answerOf(body),
        ...options.answers,
      },
    },
  );

const ask = async () =>
  userEvent.click(await screen.findByRole('button', { name: 'Ask' }));
const panel = (name: string) => screen.findByRole('region', { name });

describe('the page of the deploy gate', () => {
  it('answers in large words, with the reasons of each SLO', async () => {
    const { api } = show();
    await userEvent.type(
      await screen.findByLabelText('What goes out (optional)'),
      'v2.15',
    );
    await ask();

    const answer = await panel('Answer');
    expect(answer).toHaveTextContent('No, not now');
    expect(answer).toHaveTextContent(denied.sentence);
    const reasons = within(
      within(answer).getByRole('list', { name: 'Reasons' }),
    ).getAllByRole('listitem');
    expect(reasons[0]).toHaveTextContent('DeniedExhaustedFrozen');
    expect(reasons[0]).toHaveTextContent('Budget: 42% overspent. Policy');
    expect(
      within(reasons[0]).getByRole('link', { name: exhausted.title }),
    ).toHaveAttribute('href', `/gold-layer/slos/${exhausted.id}`);
    expect(reasons[1]).toHaveTextContent('Under conditionsStaleUnknown');
    expect(reasons[1]).toHaveTextContent('Budget: Unknown');
    expect(api.lastInput('askDeployGate')).toEqual({
      body: { service, change: 'feature', reference: 'v2.15' },
    });
    expect(screen.getByLabelText('Address')).toHaveTextContent(
      'reference=v2.15',
    );
  });

  it('lets a security patch through, and forgets the answer to another question', async () => {
    show();
    await ask();
    expect(await screen.findByText('No, not now')).toBeInTheDocument();

    await userEvent.click(screen.getByLabelText('Kind of change'));
    await userEvent.click(
      screen.getByRole('option', { name: 'Security patch' }),
    );
    expect(screen.queryByText('No, not now')).not.toBeInTheDocument();
    await ask();
    expect(await screen.findByText('Yes, it may go out')).toBeInTheDocument();
    expect(screen.queryByText(/break the glass/)).not.toBeInTheDocument();
  });

  it('lists what has to be done first', async () => {
    show({ search: `?service=${service}&change=fix` });
    await ask();
    expect(
      await screen.findByText('Yes, under conditions'),
    ).toBeInTheDocument();
    expect(screen.getByRole('list', { name: 'Conditions' })).toHaveTextContent(
      'It can be rolled back within five minutes.',
    );
  });

  it('asks nothing without a service, and nothing is sent', async () => {
    const { api } = show({ search: '' });
    await ask();
    expect(await screen.findByText('Choose a service')).toBeInTheDocument();
    expect(api.lastInput('askDeployGate')).toBeUndefined();
  });

  it('names documents that give no SLO, which have no page to lead to', async () => {
    const sentence = 'Nothing is known of what slos.yaml promises.';
    show({
      answers: {
        askDeployGate: ({ body }) => ({
          ...answerOf(body),
          verdict: 'conditions',
          reasons: [
            {
              document: 'slos.yaml',
              title: 'latency',
              state: 'invalid',
              budget: 'unknown',
              frozen: false,
              verdict: 'conditions',
              sentence,
              policy: 'Four steps',
            },
          ],
        }),
      },
    });
    await ask();
    const reason = await within(
      await screen.findByRole('list', { name: 'Reasons' }),
    ).findByRole('listitem');
    expect(reason).toHaveTextContent('latencyUnder conditionsInvalid');
    expect(reason).toHaveTextContent(sentence);
    expect(within(reason).queryByRole('link')).not.toBeInTheDocument();
  });

  it('says that nothing is known of a service without SLOs', async () => {
    show({
      answers: {
        askDeployGate: ({ body }) => ({
          ...answerOf(body),
          verdict: 'conditions',
          reasons: [],
        }),
      },
    });
    await ask();
    expect(
      await screen.findByText(/nothing is known of its budget/),
    ).toBeInTheDocument();
  });

  it('lets those who may break the glass, with a reason and hours that the policy allows', async () => {
    const { api } = show({
      answers: {
        breakGlass: await refusal(
          400,
          'body.hours: expected at most 8, which is what the policy of the service allows, found 12',
        ),
      },
    });
    await ask();
    const answer = await panel('Answer');
    expect(answer).toHaveTextContent(
      'SRE lead or Engineering director may break the glass',
    );
    await userEvent.click(
      within(answer).getByRole('button', { name: 'Break the glass …' }),
    );
    const dialog = await screen.findByRole('dialog');
    const doIt = within(dialog).getByRole('button', {
      name: 'Break the glass',
    });
    await userEvent.click(doIt);
    expect(
      await within(dialog).findByText(/Say why, in ten characters/),
    ).toBeInTheDocument();

    const reason = within(dialog).getByLabelText('Why it cannot wait');
    const hours = within(dialog).getByLabelText('For how many hours');
    await userEvent.type(reason, 'The law changes at midnight.');
    await userEvent.clear(hours);
    await userEvent.type(hours, '25');
    await userEvent.click(doIt);
    expect(
      await within(dialog).findByText(/At most 24 hours/),
    ).toBeInTheDocument();
    expect(api.lastInput('breakGlass')).toBeUndefined();

    await userEvent.clear(hours);
    await userEvent.type(hours, '12');
    await userEvent.click(doIt);
    expect(
      await within(dialog).findByText(/Expected at most 8/),
    ).toBeInTheDocument();
    expect(reason).toHaveValue('The law changes at midnight.');
    expect(api.lastInput('breakGlass')).toEqual({
      body: { service, reason: 'The law changes at midnight.', hours: 12 },
    });
  });

  it('speaks of one hour as of one', async () => {
    show({
      answers: {
        askDeployGate: {
          ...denied,
          reference: undefined,
          mayBreakGlass: { ...denied.mayBreakGlass, longestHours: 1 },
        },
      },
    });
    await ask();
    const answer = await panel('Answer');
    expect(answer).toHaveTextContent('for up to 1 hour, with a reason');
    await userEvent.click(
      within(answer).getByRole('button', { name: 'Break the glass …' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const hours = dialog.getByLabelText('For how many hours');
    await userEvent.clear(hours);
    await userEvent.type(hours, '2');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Break the glass' }),
    );
    expect(
      await dialog.findByText(
        'At most 1 hour, which is what the policy allows',
      ),
    ).toBeInTheDocument();
  });

  it('says who may where the reader may not', async () => {
    show({
      answers: {
        askDeployGate: {
          ...denied,
          reference: undefined,
          mayBreakGlass: { ...denied.mayBreakGlass, you: false },
        },
      },
    });
    await ask();
    expect(
      await screen.findByText('You are not among them.'),
    ).toBeInTheDocument();
  });

  it('shows broken glass and ends it early', async () => {
    const { api } = show({
      answers: {
        listBrokenGlass: { items: glass },
        mendGlass: glass[1],
      },
    });
    const broken = await panel('Broken glass');
    const list = await within(broken).findByRole('list');
    const [now, before] = within(list).getAllByRole('listitem');
    expect(now).toHaveTextContent(
      /Ada Lindqvist.*In force.*The tariff changes/,
    );
    expect(now).toHaveTextContent('It has let 1 change through');
    expect(before).toHaveTextContent(/Over.*ended by Ada Lindqvist on/);

    await userEvent.click(
      within(now).getByRole('button', { name: 'End it now …' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'End it' }),
    );
    await waitFor(() =>
      expect(api.lastInput('mendGlass')).toEqual({ id: 'g1' }),
    );
  });

  it('offers nothing to break or end to those who may not', async () => {
    // What was allowed is remembered by service for as long as the portal is open.
    const other = 'component:default/other';
    show({
      allowed: false,
      search: `?service=${other}`,
      answers: {
        listBrokenGlass: {
          items: glass.map(each => ({ ...each, service: other })),
        },
      },
    });
    const broken = await panel('Broken glass');
    expect(await within(broken).findByText('In force')).toBeInTheDocument();
    expect(within(broken).queryByRole('button')).not.toBeInTheDocument();
  });

  it('lists past answers, filtered by the address', async () => {
    const { api } = show({ answers: { listGateAnswers: answers } });
    const past = await panel('Past answers');
    const list = await within(past).findByRole('list');
    expect(within(list).getAllByRole('listitem')).toHaveLength(3);
    expect(within(list).getAllByRole('listitem')[1]).toHaveTextContent(
      /AllowedQuote engineSecurity patch9f31c02.*5 hours ago, asked by Pipelines/,
    );

    await userEvent.click(within(past).getByLabelText('Answer'));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Denied' }),
    );
    expect(screen.getByLabelText('Address')).toHaveTextContent('verdict=deny');
    expect(api.lastInput('listGateAnswers')).toMatchObject({
      service: [service],
      verdict: ['deny'],
    });
  });

  it('says of a past answer why it was given', async () => {
    const { api } = show({
      answers: {
        listGateAnswers: answers,
        getGateAnswer: { ...denied, brokenGlass: glass[0] },
      },
    });
    const past = await panel('Past answers');
    await userEvent.click(
      await within(past).findByRole('button', {
        name: `Why: ${denied.sentence}`,
      }),
    );
    const why = await within(past).findByRole('region', {
      name: 'Why it said so',
    });
    expect(why).toHaveTextContent('Ada Lindqvist had broken the glass until');
    expect(
      within(why).getByRole('list', { name: 'Reasons' }),
    ).toHaveTextContent('Budget: 42% overspent. Policy “Four steps”');
    expect(api.lastInput('getGateAnswer')).toEqual({ id: 'a1' });
    expect(screen.getByLabelText('Address')).toHaveTextContent('answer=a1');

    await userEvent.click(
      within(past).getByRole('button', { name: /^Hide why/ }),
    );
    expect(why).not.toBeInTheDocument();
  });

  it('says that nobody has asked yet, and how a pipeline does', async () => {
    show({ search: '' });
    expect(
      await screen.findByText('Nobody has asked yet.'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('region', { name: 'Command line' }),
    ).toHaveTextContent('npx gold-layer gate component:default/checkout');
  });

  it('keeps the other panels when one may not be seen, and says what failed', async () => {
    show({
      answers: {
        listGateAnswers: await refusal(
          403,
          'Reading the gate needs the permission gold-layer.slo.read',
        ),
        askDeployGate: await refusal(503, 'The gate is being restarted'),
      },
    });
    expect(
      await within(await panel('Past answers')).findByRole('alert'),
    ).toHaveTextContent('You may not see this');
    await ask();
    expect(
      await screen.findByText('The gate is being restarted'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('Nobody has gone past the gate.'),
    ).toBeInTheDocument();
  });
});
