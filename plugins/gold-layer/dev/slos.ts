import type { FakeAnswers } from '../src/__testUtils__/FakeGoldLayerApi';
import { FakeSloDesk } from '../src/__testUtils__/FakeSloDesk';
import { exclusions, pageOfExclusions } from '../src/slos/exclusions/fixtures';
import { answerOf, answers, glass } from '../src/slos/gate/fixtures';
import { standingText } from '../src/slos/wizard/fixtures';
import { counters, pageOfSlos, rollups, rows } from '../src/slos/fixtures';
import { serviceSlos, sloAnswers } from '../src/slos/sloFixtures';

// Services are those of the other pages.
const { listServices: _, ...wizard } = FakeSloDesk.create({
  text: standingText,
  version: 3,
}).answers();

/** SLOs in every state, with enough of the backend's filtering to try the page. */
export const inventedSlos: FakeAnswers = {
  ...wizard,
  ...sloAnswers,
  askDeployGate: ({ body }) => answerOf(body),
  listGateAnswers: answers,
  listBrokenGlass: { items: glass },
  breakGlass: glass[0],
  mendGlass: glass[1],
  listSloExclusions: pageOfExclusions(exclusions),
  addSloExclusion: exclusions[0],
  endSloExclusion: ({ id }) => ({ id }),
  getSloCounters: counters,
  listSloRollups: rollups,
  exportSloRules: 'groups: []\n',
  getServiceSlos: serviceSlos,
  listSlos: input => {
    const state = Array.isArray(input.state) ? input.state : [];
    const q = input.q?.toLocaleLowerCase('en-US') ?? '';
    return pageOfSlos(
      rows.filter(
        row =>
          (state.length === 0 || state.includes(row.numbers.state)) &&
          `${row.title} ${row.serviceTitle}`
            .toLocaleLowerCase('en-US')
            .includes(q),
      ),
    );
  },
};
