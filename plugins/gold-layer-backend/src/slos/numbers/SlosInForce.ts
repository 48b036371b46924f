import type { SloRecord } from '../records';

/** The objectives in force, as far as working out their numbers needs to know them. */
export interface SlosInForce {
  /** Those numbered above `after`, in order of their numbers. */
  all(options: { after?: number; limit: number }): Promise<SloRecord[]>;
  /** Those of the numbers that exist, in no particular order. */
  byNums(nums: number[]): Promise<SloRecord[]>;
  /** Those of the ids that exist, in no particular order. */
  byIds(ids: string[]): Promise<SloRecord[]>;
  /** Those of services, in no particular order. */
  ofServices(refs: string[]): Promise<SloRecord[]>;
}
