import { sliMenuItems, type ServiceType, type SliMenuItem } from './items';

/** What to measure of a type of service, most telling first; for an unknown type what an API measures. */
export function sliMenu(serviceType?: ServiceType): SliMenuItem[] {
  return sliMenuItems[serviceType ?? 'api'];
}
