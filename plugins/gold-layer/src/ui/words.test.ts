import { Settings } from 'luxon';
import { dayWords, monthWords } from './words';

describe('days', () => {
  const before = Settings.defaultZone;
  afterEach(() => {
    Settings.defaultZone = before;
  });

  it.each(['UTC', 'Europe/Berlin', 'Pacific/Auckland', 'America/Los_Angeles'])(
    'are the same for a reader in %s',
    zone => {
      Settings.defaultZone = zone;
      expect(dayWords('2027-03-01')).toBe('1 March 2027');
      expect(dayWords('2027-03-01T00:00:00.000Z')).toBe('1 March 2027');
      expect(dayWords('2027-03-31T23:59:59.999Z')).toBe('31 March 2027');
      expect(monthWords('2027-03-31T23:59:59.999Z')).toBe('March 2027');
      expect(monthWords('2027-03-01')).toBe('March 2027');
    },
  );

  it('leaves what is no date', () => {
    expect(dayWords('soon')).toBe('soon');
    expect(monthWords('soon')).toBe('soon');
  });
});
