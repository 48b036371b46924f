import {
  readableRef,
  type ServiceFacets,
  type ShownTier,
} from '@gold-layer/backstage-plugin-common';
import type { Option } from './boundedOptions';
import { tierWords } from './words';

type Facet = ServiceFacets[keyof ServiceFacets];

/** Choices of a filter as the backend counts them. */
export function fromFacet(facet: Facet | undefined): Option[] {
  return (facet ?? []).map(({ value, title, count }) => ({
    value,
    title: title ?? nameOf(value),
    count,
  }));
}

/** Tiers in their order, with their counts. */
export function tierOptions(facet: Facet | undefined): Option[] {
  const counts = new Map(facet?.map(({ value, count }) => [value, count]));
  return (Object.keys(tierWords) as ShownTier[]).map(tier => ({
    value: tier,
    title: tierWords[tier],
    count: counts.get(tier),
  }));
}

/** A name for people of an entity ref that nobody has given a title; anything else as it is. */
export function nameOf(ref: string): string {
  return ref.includes('/') ? readableRef(ref) : ref;
}
