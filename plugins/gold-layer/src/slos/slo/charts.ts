// Both charts come with one download: the library behind them is the larger part of each.
export { BurnDownChart } from './BurnDownChart';
export { SliChart } from './SliChart';
