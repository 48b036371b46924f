import type { ServiceRow } from '@gold-layer/backstage-plugin-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Link, Route, Routes } from 'react-router-dom';
import type { FakeAnswers } from '../__testUtils__/FakeGoldLayerApi';
import { refusal } from '../__testUtils__/refusal';
import { renderScreen } from '../__testUtils__/renderScreen';
import { slow } from '../__testUtils__/slow';
import { StartDialog } from './StartDialog';
import { draft, rubric } from './fixtures';

jest.setTimeout(30_000);

const culture = {
  ...rubric,
  name: 'culture',
  title: 'Culture',
  subjects: ['team' as const],
};
const noFacets = {
  tiers: [],
  owners: [],
  systems: [],
  domains: [],
  lifecycles: [],
  types: [],
  sources: [],
};
const noServices = { items: [] as ServiceRow[], totalItems: 0, pageInfo: {} };

async function open(
  options: {
    answers?: FakeAnswers;
    subject?: Parameters<typeof StartDialog>[0]['subject'];
    rubric?: string;
  } = {},
) {
  const { api } = renderScreen(
    <StartDialog
      rubric={options.rubric}
      subject={options.subject}
      onClose={() => {}}
    />,
    {
      answers: {
        listRubrics: { items: [culture, rubric] },
        listServices: noServices,
        listServiceFacets: noFacets,
        startAssessment: draft,
        ...options.answers,
      },
    },
  );
  return { api, dialog: within(await screen.findByRole('dialog')) };
}

const lookUp = async (text: string) =>
  userEvent.type(
    await screen.findByRole('combobox', { name: 'Service or team' }),
    text,
  );

describe('starting an assessment', () => {
  const tracker = {
    ref: 'component:default/parcel-tracker',
    title: 'Parcel Tracker',
    kind: 'Services' as const,
  };

  it('offers for a service the rubrics alone that are made for services', async () => {
    const { api, dialog } = await open({ subject: tracker });
    await userEvent.click(await dialog.findByLabelText('By which rubric'));
    expect(
      screen.getAllByRole('option').map(({ textContent }) => textContent),
    ).toEqual(['SRE maturity']);
    await userEvent.click(screen.getByRole('option'));
    await userEvent.click(dialog.getByRole('button', { name: 'Start' }));
    expect(api.lastInput('startAssessment')).toEqual({
      body: { subject: tracker.ref, rubric: 'sre-maturity' },
    });
  });

  it('says where no rubric is made for it', async () => {
    const { dialog } = await open({
      subject: tracker,
      answers: { listRubrics: { items: [culture] } },
    });
    expect(
      await dialog.findByText('There is no rubric to assess services by.'),
    ).toBeVisible();
    expect(dialog.getByRole('button', { name: 'Start' })).toBeDisabled();
  });

  it('says that the rubrics could not be loaded', async () => {
    const { dialog } = await open({
      answers: { listRubrics: await refusal(500, 'The shelf fell over.') },
    });
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'The shelf fell over.',
    );
  });

  it('does not say of a look-up that failed that nobody has the name', async () => {
    await open({
      rubric: 'sre-maturity',
      answers: { listServices: await refusal(500, 'The catalog is away.') },
    });
    await lookUp('parcel');
    expect(
      await screen.findByText('Not everything could be looked up.'),
    ).toBeVisible();
    expect(screen.getByText('The catalog is away.')).toBeVisible();
    expect(screen.queryByText('Nobody by that name')).not.toBeInTheDocument();
  });

  it('shows a hundred teams, says how many more there are, and finds any of them', async () => {
    await open({
      rubric: 'culture',
      answers: {
        listServiceFacets: {
          ...noFacets,
          owners: Array.from({ length: 150 }, (_, index) => ({
            value: `group:default/team-${index}`,
            title: `Team ${index}`,
            count: 1,
          })),
        },
      },
    });
    await lookUp('team');
    expect(
      await screen.findByText('50 more choices. Type to find one.'),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('option')).toHaveLength(101);
    await userEvent.type(
      screen.getByRole('combobox', { name: 'Service or team' }),
      ' 149',
    );
    expect(
      await screen.findByRole('option', { name: 'Team 149' }),
    ).toBeInTheDocument();
  });

  it.each([
    ['opens the draft', false, /assessments\/[0-9a-f-]+$/],
    ['does not call back whoever has left before that', true, /elsewhere$/],
  ])('%s', async (_, leaves, address) => {
    const start = slow(draft);
    renderScreen(
      <>
        <Link to="/elsewhere">Elsewhere</Link>
        <Routes>
          <Route
            path="/start"
            element={<StartDialog subject={tracker} onClose={() => {}} />}
          />
          <Route path="*" element={null} />
        </Routes>
      </>,
      {
        at: '/start',
        answers: {
          listRubrics: { items: [rubric] },
          startAssessment: () => start.answered,
        },
      },
    );
    const button = await screen.findByRole('button', { name: 'Start' });
    await waitFor(() => expect(button).toBeEnabled());
    await userEvent.click(button);
    if (leaves) await userEvent.click(screen.getByText('Elsewhere'));
    await start.letGo();
    expect(screen.getByLabelText('Address')).toHaveTextContent(address);
  });

  it('starts nothing by a rubric that is not made for who was chosen before', async () => {
    const { dialog } = await open({
      rubric: 'sre-maturity',
      answers: {
        listServiceFacets: {
          ...noFacets,
          owners: [{ value: 'group:default/a', title: 'Lighthouse', count: 1 }],
        },
        listRubrics: {
          items: [rubric, { ...culture, subjects: ['service' as const] }],
        },
      },
    });
    await lookUp('light');
    await userEvent.click(
      await screen.findByRole('option', { name: 'Lighthouse' }),
    );
    expect(dialog.getByRole('button', { name: 'Start' })).toBeEnabled();
    await userEvent.click(dialog.getByLabelText('By which rubric'));
    await userEvent.click(screen.getByRole('option', { name: 'Culture' }));
    expect(dialog.getByRole('button', { name: 'Start' })).toBeDisabled();
  });
});
