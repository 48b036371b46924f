import { SloWindow, windowBounds } from '@gold-layer/backstage-plugin-common';
import { fromMinutes, toMinutes } from '../store/buckets';

/**
 * Where the window that ends at a minute begins, in minutes since 1970. At the
 * very moment a calendar period begins, the one before it is meant: of the new
 * one nothing can be known yet.
 */
export function windowBegin(window: SloWindow, end: number): number {
  if (window.kind === 'rolling') return end - window.days * 1440;
  return toMinutes(windowBounds(window, new Date(fromMinutes(end) - 1)).from);
}
