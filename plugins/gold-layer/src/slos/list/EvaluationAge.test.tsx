import type { SloCounters } from '@gold-layer/backstage-plugin-common';
import { act, screen } from '@testing-library/react';
import { renderScreen } from '../../__testUtils__/renderScreen';
import { AsOf } from '../../ui';
import { EvaluationAge } from './EvaluationAge';

describe('ages on a screen that stays open', () => {
  beforeEach(() => {
    jest.useFakeTimers({
      now: Date.parse('2026-11-21T08:00:00Z'),
      advanceTimers: true,
    });
  });
  afterEach(() => jest.useRealTimers());

  it('grow by themselves, and are told once they are too old', async () => {
    const evaluatedAt = '2026-11-21T07:58:00Z';
    const counters: SloCounters = {
      total: 3,
      states: [],
      frozen: 0,
      firing: 0,
      rulesAdrift: 0,
      servicesWithout: 0,
      brokenDocuments: 0,
      evaluatedAt,
    };
    renderScreen(
      <>
        <p>
          Evaluated <AsOf at={evaluatedAt} />
        </p>
        <EvaluationAge counters={counters} />
      </>,
      { answers: {} },
    );
    expect(await screen.findByText('2 minutes ago')).toBeInTheDocument();
    expect(screen.queryByText(/last worked out/)).not.toBeInTheDocument();

    act(() => {
      jest.advanceTimersByTime(14 * 60_000);
    });
    expect(screen.getByText(/^Evaluated/)).toHaveTextContent('16 minutes ago');
    expect(screen.getByText(/last worked out/)).toHaveTextContent(
      '16 minutes ago',
    );
  });
});
