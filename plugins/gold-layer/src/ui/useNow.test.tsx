import { act, render, screen } from '@testing-library/react';
import { AsOf } from './AsOf';

const at = '2026-11-21T07:58:00Z';
const ages = (
  <>
    <AsOf at={at} />
    <AsOf at={at} />
    <AsOf at={at} />
  </>
);

describe('the age of what is shown', () => {
  beforeEach(() => jest.useFakeTimers({ now: Date.parse(at) + 2 * 60_000 }));
  afterEach(() => {
    Reflect.deleteProperty(document, 'hidden');
    jest.useRealTimers();
  });

  const pass = (minutes: number) =>
    act(() => jest.advanceTimersByTime(minutes * 60_000));
  const turn = (hidden: boolean) =>
    act(() => {
      Object.defineProperty(document, 'hidden', {
        configurable: true,
        value: hidden,
      });
      document.dispatchEvent(new Event('visibilitychange'));
    });

  it('grows everywhere by one clock, which stops when nobody tells an age', () => {
    const before = jest.getTimerCount();
    const { unmount } = render(ages);
    expect(jest.getTimerCount()).toBe(before + 1);
    expect(screen.getAllByText('2 minutes ago')).toHaveLength(3);

    pass(3);
    expect(screen.getAllByText('5 minutes ago')).toHaveLength(3);

    unmount();
    expect(jest.getTimerCount()).toBe(before);
  });

  it('stands still in a hidden tab, and is right as soon as one looks', () => {
    render(ages);
    turn(true);
    pass(10);
    expect(screen.getAllByText('2 minutes ago')).toHaveLength(3);
    turn(false);
    expect(screen.getAllByText('12 minutes ago')).toHaveLength(3);
  });
});
