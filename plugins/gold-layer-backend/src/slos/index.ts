export type { MeasuringFailure, SloRecord, SloStatus } from './records';
