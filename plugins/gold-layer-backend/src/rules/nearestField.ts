import { closest, distance } from 'fastest-levenshtein';
import { serviceFields } from './serviceFields';

/** A hint at the field that was probably meant, to be put behind an error. */
export function nearestField(name: string): string {
  const best = closest(name.slice(0, 80), [...serviceFields.keys()]);
  return distance(name.slice(0, 80), best) <= 6
    ? `; did you mean ${best}?`
    : '; its record, type, tier and so on are documented';
}
