import { readSloDocuments } from '@gold-layer/backstage-plugin-common';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import type { FakeAnswers } from '../../__testUtils__/FakeGoldLayerApi';
import { FakeSloDesk } from '../../__testUtils__/FakeSloDesk';
import { refusal } from '../../__testUtils__/refusal';
import { renderScreen } from '../../__testUtils__/renderScreen';
import { SlosPage } from '../SlosPage';
import { exhausted } from '../fixtures';
import { detail } from '../sloFixtures';
import { checkout, metrics, standingText } from './fixtures';

// Five steps are filled in by keyboard and mouse, also on a busy machine.
jest.setTimeout(60_000);

const start = `/gold-layer/slos/new?service=${checkout}`;

function open(
  options: { desk?: FakeSloDesk; answers?: FakeAnswers; at?: string } = {},
) {
  const { desk = FakeSloDesk.create() } = options;
  const { api } = renderScreen(
    <Routes>
      <Route path="/gold-layer/slos/*" element={<SlosPage />} />
    </Routes>,
    {
      at: options.at ?? start,
      answers: { ...desk.answers(), ...options.answers },
    },
  );
  return { api, desk };
}

const next = () =>
  userEvent.click(screen.getByRole('button', { name: 'Next' }));
const step = (name: string) => screen.findByRole('form', { name });
const choose = async (name: string) =>
  userEvent.click(await screen.findByRole('radio', { name }));
const write = async (label: string, text: string) => {
  const field = await screen.findByRole('textbox', { name: label });
  await userEvent.clear(field);
  await userEvent.click(field);
  await userEvent.paste(text);
};
const documentText = async () => {
  const field = await screen.findByRole('textbox', {
    name: 'OpenSLO document',
  });
  return field instanceof HTMLTextAreaElement ? field.value : '';
};

/** Up to the target, with a metric that exists. */
async function measured() {
  await choose('Success rate');
  await next();
  await choose('http_requests_total');
  await next();
  await step('How good is good enough?');
}

async function documented() {
  await measured();
  await next();
  await step('What would the last 30 days have been?');
  await next();
  await step('Where is it written down?');
}

describe('the wizard of SLOs', () => {
  beforeEach(() => sessionStorage.clear());

  it('offers what matters for the type of the service, each with why, and goes on only with a choice', async () => {
    open();
    const menu = await screen.findByRole('radiogroup', {
      name: 'What to measure',
    });
    expect(await screen.findByText('Its record says: API')).toBeInTheDocument();
    expect(
      within(menu).getByRole('radio', { name: 'Success rate' }),
    ).toHaveAccessibleDescription(/People notice a failed request first/);

    await next();
    expect(
      await screen.findByText('Choose what to measure'),
    ).toBeInTheDocument();

    await userEvent.click(screen.getByLabelText('Type of the service'));
    await userEvent.click(screen.getByRole('option', { name: 'Streaming' }));
    expect(
      within(menu).getByRole('radio', { name: 'Processed in time' }),
    ).toBeInTheDocument();
  });

  it('makes an SLO of metrics that exist, and keeps it in the portal', async () => {
    const { api, desk } = open();
    await choose('Success rate');
    await write('Promise', 'Orders go through');
    await next();

    const choice = await screen.findByRole('radiogroup', { name: 'Metric' });
    await userEvent.click(
      await within(choice).findByRole('radio', { name: 'http_requests_total' }),
    );
    expect(
      within(choice).queryByRole('radio', { name: 'queue_requests_waiting' }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Add a condition' })[0],
    );
    const [own, bad] = screen.getAllByRole('group', { name: 'Condition 1' });
    await userEvent.type(within(own).getByLabelText('Label'), 'job');
    await userEvent.click(within(own).getByLabelText('Value'));
    await userEvent.click(
      await screen.findByRole('option', { name: 'checkout' }),
    );
    expect(api.lastInput('lookUpLabelValues')).toEqual({
      service: checkout,
      metric: 'http_requests_total',
      label: 'job',
    });
    expect(within(bad).getByLabelText('Value')).toHaveValue('5..');
    expect(
      await screen.findByRole('region', { name: 'Bad events' }),
    ).toHaveTextContent('http_requests_total{job="checkout",code=~"5.."}');
    await next();

    await step('How good is good enough?');
    expect(screen.getByRole('textbox', { name: 'Target' })).toHaveValue('99.9');
    expect(
      screen.getByText(/leaves/, { selector: '[role=status]' }),
    ).toHaveTextContent('99.9% leaves 40.3 min of full outage');
    await userEvent.type(
      screen.getByLabelText('Who cares besides the owner (optional)'),
      'group:default/payments',
    );
    await userEvent.type(
      screen.getByLabelText('Labels that say where it fails (optional)'),
      'route, region',
    );
    await next();

    await step('What would the last 30 days have been?');
    expect(await screen.findByText('Pages')).toBeInTheDocument();
    await next();

    expect(await documentText()).toContain('displayName: Orders go through');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Keep in the portal' }),
    );
    // What is shown is asked for again, and the service has an SLO of this name now.
    expect(
      await screen.findByRole('link', { name: 'Orders go through' }),
    ).toHaveAttribute('href', '/gold-layer/slos/default.checkout.availability');
    expect(api.lastInput('keepSloDocument')).toMatchObject({
      body: { service: checkout, version: 0 },
    });
    const [slo] = readSloDocuments(desk.kept?.text ?? '', {
      service: checkout,
    }).slos;
    expect(slo).toMatchObject({
      id: 'default.checkout.availability',
      objective: '0.999',
      reviewEvery: 'P90D',
      contributors: ['route', 'region'],
      stakeholders: ['group:default/payments'],
    });
    expect(sessionStorage).toHaveLength(0);
  });

  it('offers the buckets that a histogram has', async () => {
    open();
    await choose('Fast answers (p95)');
    await next();
    await choose('http_request_duration_seconds_bucket');

    expect(
      await screen.findByText(/The histogram has no bucket of 0.3 s/),
    ).toBeInTheDocument();
    await next();
    expect(
      await screen.findByText(/One of the buckets that the histogram has/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByLabelText('Bucket up to, in s'));
    await userEvent.click(screen.getByRole('option', { name: '0.25 s' }));
    expect(
      await screen.findByRole('region', { name: 'Good events' }),
    ).toHaveTextContent('http_request_duration_seconds_bucket{le="0.25"}');
  });

  it('keeps Enter within fields that search and suggest', async () => {
    const { api } = open();
    await choose('Success rate');
    await next();
    await choose('http_requests_total');

    const search = screen.getByRole('searchbox', { name: 'Search metrics' });
    await userEvent.clear(search);
    await userEvent.type(search, 'queue{Enter}');
    await waitFor(() =>
      expect(api.lastInput('lookUpMetrics')).toMatchObject({ q: 'queue' }),
    );
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Add a condition' })[0],
    );
    const [condition] = screen.getAllByRole('group', { name: 'Condition 1' });
    for (const field of ['Label', 'Value']) {
      await userEvent.type(
        within(condition).getByLabelText(field),
        'mine{Enter}',
      );
      expect(within(condition).getByLabelText(field)).toHaveValue('mine');
    }
    expect(screen.getByLabelText('Address')).toHaveTextContent('step=metrics');
  });

  it('asks where to ask, where there is more than one place', async () => {
    const { api } = open({
      answers: {
        getTargetGuide: ({ service }) => ({
          service,
          dependencies: [],
          sources: ['main', 'eu'],
        }),
        lookUpMetrics: ({ source = 'main' }) => ({
          source,
          items: source === 'eu' ? metrics : [],
        }),
      },
    });
    await choose('Success rate');
    await next();
    await userEvent.click(await screen.findByLabelText('Data source'));
    await userEvent.click(screen.getByRole('option', { name: 'eu' }));
    await choose('http_requests_total');
    expect(api.lastInput('lookUpMetrics')).toMatchObject({ source: 'eu' });
    await userEvent.click(
      screen.getByRole('radio', { name: /Write the queries/ }),
    );
    await next();
    await next();
    await next();
    expect(await documentText()).toContain('metricSourceRef: eu');
  });

  it('works without the permission to look up metrics: queries are written by hand', async () => {
    open({
      answers: { lookUpMetrics: await refusal(403, 'No permission') },
    });
    await choose('Success rate');
    await next();
    expect(
      await screen.findByText(/takes the permission gold-layer.slo.query/),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Write the queries by hand' }),
    );
    await next();
    expect(await screen.findByText('Write a query')).toBeInTheDocument();

    await write('Bad events', 'errors_total');
    await write('All events', 'requests_total');
    await next();
    expect(await step('How good is good enough?')).toBeInTheDocument();
  });

  it('says plainly that there is no source, and how numbers are pushed', async () => {
    open({
      answers: {
        lookUpMetrics: {
          source: '',
          items: [],
          problem: 'No source is set up in this portal; add the module',
        },
      },
    });
    await choose('Success rate');
    await next();
    expect(
      await screen.findByText(/No source is set up in this portal/),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Push the numbers instead' }),
    );
    expect(
      await screen.findByRole('region', {
        name: 'How a job tells its numbers',
      }),
    ).toHaveTextContent('default.checkout.availability');
  });

  it('warns of a target that others make impossible or pointless, and explains the alerts', async () => {
    open();
    await measured();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Use 99.99%' }),
    );

    expect(
      await screen.findByText(/but Ledger promises 99.95%/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('list', { name: 'What others promise' }),
    ).toHaveTextContent(/Geocoder promises nothing/);
    const alerts = screen.getByRole('table', { name: 'Burn alerts' });
    expect(within(alerts).getAllByRole('row')[1]).toHaveTextContent(
      'Page over 1h1h and 5m13.4×It has spent 2% of the budget within 60 min; at this speed a whole budget lasts 2.1 days.',
    );

    await write('Target', '100');
    await next();
    expect(
      await screen.findByText(/100 leaves no budget for any change/),
    ).toBeInTheDocument();
  });

  it('replays again when the target changes', async () => {
    const { api } = open();
    await measured();
    await next();
    const figures = () => screen.findByLabelText('The last 30 days');
    expect(await figures()).toHaveTextContent('Budget used60%');

    await write('Target', '99.95');
    await waitFor(
      async () => expect(await figures()).toHaveTextContent('Budget used120%'),
      { timeout: 5000 },
    );
    expect(await figures()).toHaveTextContent('Frozen9 days');
    expect(screen.getByText(/would be used up today/)).toBeInTheDocument();
    expect(api.lastInput('replaySlo')).toMatchObject({
      body: { service: checkout, index: 0 },
    });
  });

  it('goes on without a replay where it is not allowed, and says why nothing could be replayed', async () => {
    open({ answers: { replaySlo: await refusal(403, 'No permission') } });
    await measured();
    await next();
    expect(
      await screen.findByText(/can be written without a replay/),
    ).toBeInTheDocument();
  });

  it('keeps everything over a reload and walks back and forth by the address', async () => {
    open();
    await choose('Success rate');
    await write('Promise', 'Orders go through');
    await next();
    await choose('http_requests_total');
    const address = (await screen.findByLabelText('Address')).textContent ?? '';
    expect(address).toContain('step=metrics');

    cleanup();
    open({ at: address });
    expect(
      await screen.findByRole('radio', { name: 'http_requests_total' }),
    ).toBeChecked();
    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(await screen.findByRole('textbox', { name: 'Promise' })).toHaveValue(
      'Orders go through',
    );

    await userEvent.click(screen.getByRole('button', { name: 'Begin afresh' }));
    expect(
      await screen.findByRole('radio', { name: 'Success rate' }),
    ).not.toBeChecked();
    expect(sessionStorage).toHaveLength(0);
    expect(
      screen.queryByRole('button', { name: 'Begin afresh' }),
    ).not.toBeInTheDocument();
  });

  it('says which step still lacks something', async () => {
    open({ at: `${start}&step=document` });
    expect(
      await screen.findByText('Choose what to measure.'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Go there' }));
    expect(await step('What is promised?')).toBeInTheDocument();
  });

  it('is walked by keyboard alone', async () => {
    open();
    const first = await screen.findByRole('radio', { name: 'Success rate' });
    act(() => first.focus());
    await userEvent.keyboard(' ');
    expect(first).toBeChecked();
    await userEvent.click(
      await screen.findByRole('textbox', { name: 'Promise' }),
    );
    await userEvent.keyboard('{Enter}');

    await step('How is it measured?');
    expect(
      screen.getByRole('heading', { name: 'How is it measured?' }),
    ).toHaveFocus();
  });

  it('says so where the address names no service, and leads to the choice of one', async () => {
    open({ at: '/gold-layer/slos/new?service=checkout' });
    expect(
      await screen.findByText('“checkout” names no service.'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('link', { name: 'Choose one' }));
    expect(
      await screen.findByRole('combobox', { name: 'Service' }),
    ).toHaveValue('');
  });

  it('does not give a name away twice', async () => {
    open({
      answers: {
        getServiceSlos: {
          items: [{ ...exhausted, id: 'default.checkout.availability' }],
          dependencies: [],
          warnings: [],
          problems: [],
        },
      },
    });
    await choose('Success rate');
    await next();
    expect(
      await screen.findByText(/The service has an SLO of this name/),
    ).toBeInTheDocument();
  });

  it('puts the SLO into the document that the portal keeps, which stays as it was written', async () => {
    const desk = FakeSloDesk.create({ text: standingText, version: 3 });
    open({ desk });
    await documented();
    const text = await documentText();
    expect(text.startsWith(standingText.trimEnd())).toBe(true);
    expect(
      await screen.findByRole('region', { name: 'Against what stands now' }),
    ).toHaveTextContent('+ - target: 0.995');

    await userEvent.click(
      await screen.findByRole('button', { name: 'Keep in the portal' }),
    );
    await screen.findByText('Kept.');
    expect(desk.kept?.version).toBe(4);
    expect(
      readSloDocuments(desk.kept?.text ?? '', { service: checkout }).slos.map(
        ({ id }) => id,
      ),
    ).toEqual(['default.checkout.latency', 'default.checkout.availability']);
  });

  it('shows both when somebody was faster, and loses neither', async () => {
    const desk = FakeSloDesk.create();
    open({ desk });
    await documented();
    await documentText();
    const button = await screen.findByRole('button', {
      name: 'Keep in the portal',
    });
    desk.kept = { text: standingText, version: 1 };
    await userEvent.click(button);

    expect(
      await screen.findByText('Somebody else was faster.'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('region', {
        name: 'What stands now, version 1',
      }),
    ).toHaveTextContent('Orders are quick');
    expect(
      screen.getByRole('region', { name: 'Yours, made from version 0' }),
    ).toHaveTextContent('name: availability');

    await userEvent.click(
      screen.getByRole('button', { name: 'Put my SLO into theirs' }),
    );
    await waitFor(async () =>
      expect(await documentText()).toContain('Orders are quick'),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Keep in the portal' }),
    );
    await screen.findByText('Kept.');
    expect(desk.kept.version).toBe(2);
  });

  it('lists what is wrong in a document changed by hand, and leads to the line', async () => {
    open();
    await documented();
    const text = await documentText();
    const changed = text.replace('target: 0.999', 'target: 99.9');
    await write('OpenSLO document', changed);

    const list = await screen.findByRole(
      'list',
      { name: 'Problems of the document' },
      { timeout: 5000 },
    );
    expect(list).toHaveTextContent(
      /Line \d+: spec.objectives.0.target: found 99.9/,
    );
    expect(
      screen.getByRole('button', { name: 'Keep in the portal' }),
    ).toBeDisabled();
    await userEvent.click(
      within(list).getByRole('button', { name: /^Go to line/ }),
    );
    const field = screen.getByRole('textbox', {
      name: 'OpenSLO document',
    });
    expect(field).toHaveFocus();
    const found = changed.indexOf('target: 99.9');
    expect(field).toHaveProperty(
      'selectionStart',
      changed.lastIndexOf('\n', found) + 1,
    );

    await userEvent.click(
      screen.getByRole('button', { name: 'Write it anew from the steps' }),
    );
    await waitFor(async () => expect(await documentText()).toBe(text));
  });

  it('names the file of the repository that the record names', async () => {
    const desk = FakeSloDesk.create();
    const answers = desk.answers();
    const found = answers.getService;
    if (!found || found instanceof Error || typeof found === 'function') return;
    open({
      desk,
      answers: {
        getService: {
          ...found,
          service: {
            ...found.service,
            record: { ...found.service.record, slos: 'slos/checkout.yaml' },
          },
        },
      },
    });
    await documented();
    expect(
      await screen.findByRole('region', { name: 'Commit it' }),
    ).toHaveTextContent(/Put this text into slos\/checkout.yaml/);
    expect(
      screen.getByRole('region', { name: 'Recording and alerting rules' }),
    ).toHaveTextContent('gold-layer:default.checkout.availability');
  });

  it('brings SLOs along from another tool, with a report', async () => {
    const { desk } = open();
    await userEvent.click(
      await screen.findByRole('button', { name: /Bring SLOs along/ }),
    );
    const dialog = await screen.findByRole('dialog');
    const field = within(dialog).getByRole('textbox');
    await userEvent.click(field);
    await userEvent.paste('nothing of the kind');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Convert' }),
    );
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      /expected one of sloth, pyrra/,
    );

    await userEvent.clear(field);
    await userEvent.click(field);
    await userEvent.paste(`version: prometheus/v1
service: checkout
slos:
  - name: requests-availability
    objective: 99.9
    sli:
      events:
        error_query: sum(rate(http_requests_total{code=~"5.."}[{{.window}}]))
        total_query: sum(rate(http_requests_total[{{.window}}]))
    alerting:
      name: CheckoutHighErrorRate
`);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Convert' }),
    );
    await userEvent.click(
      await within(dialog).findByRole('button', { name: 'Go on with this' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await next();
    await step('What would the last 30 days have been?');
    await next();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Keep in the portal' }),
    );
    await screen.findByText('Kept.');
    expect(desk.kept?.text).toContain('requests-availability');
  });

  it('changes an SLO that stands, in its own file', async () => {
    const desk = FakeSloDesk.create();
    const repository = standingText.replace(
      '  objectives:',
      '  # Agreed with sales\n  objectives:',
    );
    const [spec] = readSloDocuments(repository, { service: checkout }).slos;
    open({
      desk,
      at: `/gold-layer/slos/new?edit=${spec.id}&step=target`,
      answers: {
        getSlo: {
          ...detail,
          id: spec.id,
          title: spec.title,
          service: checkout,
          spec,
          document: { ...detail.document, text: repository },
        },
      },
    });
    expect(
      await screen.findByRole('heading', { name: 'Change “Orders are quick”' }),
    ).toBeInTheDocument();
    await write('Target', '99.5');
    await next();
    await step('What would the last 30 days have been?');
    await next();

    const changed = readSloDocuments(await documentText(), {
      service: checkout,
    });
    expect(changed.problems).toEqual([]);
    expect(changed.slos).toEqual([{ ...spec, objective: '0.995' }]);
    expect(
      await screen.findByText(/without the comments that it has now/),
    ).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Commit it' })).toHaveTextContent(
      /in the place of what stands there/,
    );
  });
});
