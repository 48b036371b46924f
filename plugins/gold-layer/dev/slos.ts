import type { FakeAnswers } from '../src/__testUtils__/FakeGoldLayerApi';
import { counters, pageOfSlos, rollups, rows } from '../src/slos/fixtures';
import { serviceSlos, sloAnswers } from '../src/slos/sloFixtures';

/** SLOs in every state, with enough of the backend's filtering to try the page. */
export const inventedSlos: FakeAnswers = {
  ...sloAnswers,
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
