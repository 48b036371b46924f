import type { Evidence } from '@gold-layer/backstage-plugin-common';
import { screen } from '@testing-library/react';
import { renderScreen } from '../../__testUtils__/renderScreen';
import { people } from '../fixtures';
import { EvidenceItem } from './EvidenceItem';

const drill: Evidence = {
  id: '44444444-4444-4444-8444-444444444444',
  kind: 'drill',
  title: 'Restore drill',
  validUntil: '2026-12-18',
  addedBy: people.ada,
  addedAt: '2026-06-18T09:00:00.000Z',
};

function show(now: string) {
  jest.useFakeTimers({ now: Date.parse(now), advanceTimers: true });
  renderScreen(
    <EvidenceItem evidence={drill} review="r" readOnly="Decided" />,
    {
      answers: {},
    },
  );
}

describe('evidence that is valid until a day', () => {
  afterEach(() => jest.useRealTimers());

  it('counts to the end of that day', async () => {
    show('2026-12-18T23:59:00Z');
    expect(
      await screen.findByText('valid until 18 December 2026'),
    ).toBeInTheDocument();
  });

  it('has run out with the next', async () => {
    show('2026-12-19T00:00:00Z');
    expect(
      await screen.findByText('ran out 18 December 2026'),
    ).toBeInTheDocument();
  });
});
