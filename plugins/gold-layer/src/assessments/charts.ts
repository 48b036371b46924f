// Both charts come with one download: the library behind them is the larger part of each.
export { GradeRadar } from './RadarChart';
export { ScoreTrend } from './ScoreTrend';
