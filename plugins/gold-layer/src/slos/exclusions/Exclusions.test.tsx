import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import type { FakeAnswers } from '../../__testUtils__/FakeGoldLayerApi';
import { refusal } from '../../__testUtils__/refusal';
import { renderScreen } from '../../__testUtils__/renderScreen';
import { SlosPage } from '../SlosPage';
import { exhausted } from '../fixtures';
import { serviceSlos } from '../sloFixtures';
import { exclusions, pageOfExclusions } from './fixtures';

// A whole form is filled in by keyboard and mouse, also on a busy machine.
jest.setTimeout(30_000);

const { service } = exhausted;

const show = (
  options: {
    answers?: FakeAnswers;
    search?: string;
    allowed?: boolean | 'asking';
  } = {},
) =>
  renderScreen(
    <Routes>
      <Route path="/gold-layer/slos/*" element={<SlosPage />} />
    </Routes>,
    {
      at: `/gold-layer/slos/exclusions${options.search ?? `?service=${service}`}`,
      allowed: options.allowed,
      answers: {
        listServices: { items: [], totalItems: 0, pageInfo: {} },
        listSloExclusions: pageOfExclusions([]),
        getServiceSlos: serviceSlos,
        addSloExclusion: exclusions[0],
        ...options.answers,
      },
    },
  );

async function openForm() {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Declare planned time' }),
  );
  return within(await screen.findByRole('dialog'));
}

describe('planned time', () => {
  it('lists what is declared: when, when next, what it means, why and by whom', async () => {
    show({ answers: { listSloExclusions: pageOfExclusions(exclusions) } });
    const list = await screen.findByRole('list', { name: 'Planned time' });
    const [weekly, once, odd] = within(list).getAllByRole('listitem');
    expect(weekly).toHaveTextContent(
      'Every week on Sunday, 02:00 (Europe/Berlin), for 2 h',
    );
    expect(weekly).toHaveTextContent(
      'Next: Sun 6 Dec, 02:00 – 04:00 (Europe/Berlin).',
    );
    expect(weekly).toHaveTextContent(
      /Dropped.*The weekly window.*neither as good nor as bad/,
    );
    expect(weekly).toHaveTextContent(/For all SLOs of .*declared by/);
    expect(once).toHaveTextContent('It is over and does not come again.');
    expect(once).toHaveTextContent(/Counted good.*Every event of the time/);
    expect(
      within(once).getByRole('link', { name: exhausted.title }),
    ).toHaveAttribute('href', `/gold-layer/slos/${exhausted.id}`);
    expect(odd).toHaveTextContent('FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1');
    expect(once).toHaveTextContent(
      /Declared afterwards.*It was over when it was declared/,
    );
    expect(weekly).not.toHaveTextContent('Declared afterwards');
  });

  it('says so where the address names no service, and lets one choose', async () => {
    const { api } = show({ search: '?service=checkout' });

    expect(
      await screen.findByText('“checkout” names no service.'),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Service')).toHaveValue('');
    expect(api.lastInput('listSloExclusions')).toBeUndefined();
    expect(
      screen.queryByRole('button', { name: 'Declare planned time' }),
    ).not.toBeInTheDocument();
  });

  it('shows one page, and leads to the next and back', async () => {
    const { api } = show({
      answers: {
        listSloExclusions: ({ cursor }) => ({
          items: cursor ? exclusions.slice(2) : exclusions.slice(0, 2),
          totalItems: 3,
          pageInfo: cursor ? {} : { nextCursor: 'c2' },
        }),
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Next' }));
    expect(
      await screen.findByText('Closing of the books.'),
    ).toBeInTheDocument();
    expect(api.lastInput('listSloExclusions')).toEqual({
      service,
      limit: 50,
      cursor: 'c2',
    });
    await userEvent.click(screen.getByRole('button', { name: 'Previous' }));
    expect(
      await screen.findByText('Move to the new region.'),
    ).toBeInTheDocument();
  });

  it('asks for one SLO as the address says', async () => {
    const { api } = show({ search: `?service=${service}&slo=${exhausted.id}` });
    expect(
      await screen.findByText('No planned time is declared.'),
    ).toBeInTheDocument();
    expect(api.lastInput('listSloExclusions')).toEqual({
      service,
      slo: exhausted.id,
      limit: 50,
    });
    expect(
      screen.getByRole('link', { name: 'Back to the SLO' }),
    ).toHaveAttribute('href', `/gold-layer/slos/${exhausted.id}`);
  });

  it('declares recurring time by a friendly choice, and says when it comes', async () => {
    const { api } = show();
    const dialog = await openForm();
    await userEvent.click(
      dialog.getByRole('radio', { name: 'Again and again' }),
    );
    const from = dialog.getByLabelText('First from');
    await userEvent.clear(from);
    await userEvent.type(from, '2026-12-06T02:00');
    const zone = dialog.getByLabelText('Time zone');
    await userEvent.clear(zone);
    await userEvent.type(zone, 'Europe/Berlin');
    await userEvent.click(dialog.getByLabelText('Comes back'));
    await userEvent.click(
      await screen.findByRole('option', {
        name: 'Every month on the first Sunday',
      }),
    );
    expect(
      await dialog.findByText(
        /It comes on Sun 6 Dec, 02:00 – 04:00 \(Europe\/Berlin\); Sun 3 Jan/,
      ),
    ).toBeInTheDocument();
    expect(
      dialog.getByRole('radio', { name: 'Dropped' }),
    ).toHaveAccessibleDescription(/neither as good nor as bad/);
    await userEvent.type(dialog.getByLabelText('Why'), 'Weekly window');
    await userEvent.click(dialog.getByRole('button', { name: 'Declare' }));

    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.lastInput('addSloExclusion')).toEqual({
      body: {
        service,
        from: '2026-12-06T02:00:00+01:00',
        rule: 'FREQ=MONTHLY;BYDAY=1SU',
        minutes: 120,
        timeZone: 'Europe/Berlin',
        meaning: 'dropped',
        reason: 'Weekly window',
      },
    });
  });

  it('asks before a form that is filled in is left, and not before an untouched one', async () => {
    show();
    const dialog = await openForm();
    await userEvent.type(dialog.getByLabelText('Why'), 'Database{Escape}');
    expect(dialog.getByRole('alert')).toHaveTextContent(
      'Discard what you have written?',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Discard' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await openForm();
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it.each([
    ['which SLO it is for', 'For', exhausted.title],
    ['how often it comes', 'Again and again', undefined],
    ['what becomes of it', 'Counted good', undefined],
  ])('asks before %s, once chosen, is lost', async (_, name, option) => {
    show();
    const dialog = await openForm();
    await userEvent.click(dialog.getByLabelText(name));
    if (option) {
      await userEvent.click(
        await screen.findByRole('option', { name: option }),
      );
    }
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(dialog.getByRole('alert')).toHaveTextContent(
      'Discard what you have written?',
    );
  });

  it('asks before another time zone is lost, and not once it is the first again', async () => {
    show();
    const dialog = await openForm();
    const zone = dialog.getByLabelText('Time zone');
    const own = zone.getAttribute('value') ?? '';
    await userEvent.clear(zone);
    await userEvent.type(zone, 'Asia/Tokyo');
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
    await userEvent.click(
      dialog.getByRole('button', { name: 'Go on writing' }),
    );

    await userEvent.clear(zone);
    await userEvent.type(zone, own);
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('shows what the backend refuses beside its field and keeps the form', async () => {
    show({
      answers: {
        addSloExclusion: await refusal(
          400,
          'body.to: found "2027-01-01T00:00:00Z", expected a time after its beginning',
        ),
      },
    });
    const dialog = await openForm();
    const declare = dialog.getByRole('button', { name: 'Declare' });
    await userEvent.click(declare);
    expect(await dialog.findByText(/^Say why/)).toBeInTheDocument();

    await userEvent.type(dialog.getByLabelText('Why'), 'Database');
    await userEvent.click(declare);
    expect(
      await dialog.findByText(/expected a time after its beginning/),
    ).toBeInTheDocument();
    expect(dialog.getByLabelText('To')).toBeInvalid();
    expect(dialog.getByLabelText('Why')).toHaveValue('Database');
    expect(dialog.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says at once what is wrong with a rule of one’s own', async () => {
    show();
    const dialog = await openForm();
    await userEvent.click(
      dialog.getByRole('radio', { name: 'Again and again' }),
    );
    await userEvent.click(dialog.getByLabelText('Comes back'));
    await userEvent.click(
      await screen.findByRole('option', { name: 'By a rule of my own' }),
    );
    await userEvent.type(
      dialog.getByLabelText('Rule of RFC 5545'),
      'FREQ=HOURLY',
    );
    expect(
      await dialog.findByText(/FREQ has to be one of DAILY, WEEKLY/),
    ).toBeInTheDocument();
  });

  it('takes planned time back', async () => {
    const { api } = show({
      answers: {
        listSloExclusions: pageOfExclusions(exclusions.slice(0, 1)),
        endSloExclusion: { id: 'e1' },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Take it back …' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Take it back' }),
    );
    await waitFor(() =>
      expect(api.lastInput('endSloExclusion')).toEqual({ id: 'e1' }),
    );
  });

  it('neither offers nor refuses while it is not known who may declare', async () => {
    show({ allowed: 'asking', search: '?service=component:default/third' });
    expect(
      await screen.findByText('No planned time is declared.'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/takes the permission/)).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Declare planned time' }),
    ).not.toBeInTheDocument();
  });

  it('shows the list alone to those who may not declare, and says what failed', async () => {
    // What was allowed is remembered by service for as long as the portal is open.
    const other = 'component:default/other';
    show({
      allowed: false,
      search: `?service=${other}`,
      answers: { listSloExclusions: await refusal(503, 'Being restarted') },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Being restarted',
    );
    expect(
      screen.queryByRole('button', { name: 'Declare planned time' }),
    ).not.toBeInTheDocument();
  });
});
