import { boundedOptions, mostOptions, type Option } from './boundedOptions';

const teams: Option[] = Array.from({ length: 250 }, (_, index) => ({
  value: `group:default/team-${index}`,
  title: `Team ${index}`,
}));
const typed = (inputValue: string) => ({
  inputValue,
  getOptionLabel: (option: Option) => option.title,
});

describe('the options of a filter', () => {
  it('are cut off with a word on how to find the rest', () => {
    const shown = boundedOptions(teams, typed(''));
    expect(shown.slice(0, mostOptions)).toEqual(teams.slice(0, mostOptions));
    expect(shown.slice(mostOptions)).toEqual([
      expect.objectContaining({
        title: '150 more choices. Type to find one.',
        rest: true,
      }),
    ]);
  });

  it('are found among all of them', () => {
    expect(boundedOptions(teams, typed('team 249'))).toEqual([teams[249]]);
  });

  it('are all there where they are few', () => {
    const few = teams.slice(0, mostOptions);
    expect(boundedOptions(few, typed(''))).toEqual(few);
  });
});
