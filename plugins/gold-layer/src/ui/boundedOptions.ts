import {
  createFilterOptions,
  type FilterOptionsState,
} from '@mui/material/useAutocomplete';
import { count } from './words';

/** Something that can be chosen in a filter. */
export interface Option {
  value: string;
  title: string;
  /** How many visible services have it, where that is known. */
  count?: number;
  /** True of the line that says how to find the rest; it cannot be chosen. */
  rest?: boolean;
}

/** More lines than anyone reads; thousands of them would make each keystroke slow. */
export const mostOptions = 100;

const matching = createFilterOptions<Option>();

/** The options that match what is typed: the first hundred, and how to find the others. */
export function boundedOptions(
  options: Option[],
  state: FilterOptionsState<Option>,
): Option[] {
  const found = matching(options, state);
  const rest = found.length - mostOptions;
  if (rest <= 0) return found;
  return [
    ...found.slice(0, mostOptions),
    {
      value: '\0rest',
      title: `${count(rest, 'more choice')}. Type to find one.`,
      rest: true,
    },
  ];
}
