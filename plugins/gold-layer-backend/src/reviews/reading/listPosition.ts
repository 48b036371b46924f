import { z } from 'zod';
import { storableText } from '../../http/storableText';

/** Where a page ended: the sort value and key of its last row. */
export interface ListPosition {
  value: string | number | null;
  key: string;
}

const types = {
  string: storableText,
  number: z.int(),
  /** PostgreSQL compares such a column with nothing larger. */
  int32: z.int32(),
};

/** What the column holds that is sorted by. */
export type PositionType = keyof typeof types;

/** What the position of an order by such a column holds. */
export function positionSchema(type: PositionType): z.ZodType<ListPosition> {
  return z.object({ value: types[type].nullable(), key: storableText });
}
