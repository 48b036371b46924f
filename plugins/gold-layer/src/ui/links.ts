import { useRouteRef } from '@backstage/core-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import type { ServicesQuery } from '@gold-layer/backstage-plugin-common';
import { useMemo } from 'react';
import { rootRouteRef } from '../routes';

/** What of a list's query belongs in an address: everything but the page. */
export type ServicesAddress = Partial<
  Pick<
    ServicesQuery,
    'q' | 'scorecard' | 'check' | 'blocking' | 'source' | 'sort' | 'order'
  >
> &
  Partial<
    Record<
      | 'tier'
      | 'owner'
      | 'system'
      | 'domain'
      | 'lifecycle'
      | 'type'
      | 'gap'
      | 'gold'
      | 'level'
      | 'state'
      | 'sourceState',
      string[]
    >
  >;

/** What a waiver is to be asked for. */
export type NewRisk = { service: string } & (
  { scorecard: string; check: string } | { checklist: string; control: string }
);

type Search = Record<string, string | string[] | undefined>;

/** `?tier=critical&level=none`, or nothing. */
export function servicesSearch(address: ServicesAddress | Search): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(address)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== '') search.append(key, String(item));
    }
  }
  const text = search.toString();
  return text && `?${text}`;
}

/** Addresses of Gold Layer's pages, wherever the portal mounts them. */
export function useLinks() {
  const root = useRouteRef(rootRouteRef)();
  const entity = useEntityRefLink();
  return useMemo(() => {
    const base = root.replace(/\/$/, '');
    return {
      overview: `${base}/overview`,
      scorecards: `${base}/scorecards`,
      health: `${base}/health`,
      inbox: `${base}/inbox`,
      reviews: (address: Record<string, string | string[]> = {}) =>
        `${base}/reviews${servicesSearch(address)}`,
      /** One review; `control` scrolls to a control of it. */
      review: (
        id: string,
        place: {
          control?: string;
          section?: string;
          view?: string;
          about?: string;
        } = {},
      ) => `${base}/reviews/${id}${servicesSearch(place)}`,
      assessments: (address: Record<string, string | string[]> = {}) =>
        `${base}/assessments${servicesSearch(address)}`,
      assessment: (id: string) => `${base}/assessments/${id}`,
      risks: (address: Record<string, string | string[]> = {}) =>
        `${base}/risks${servicesSearch(address)}`,
      risk: (id: string) => `${base}/risks/${id}`,
      /** The form that asks for a waiver on a check or a control. */
      newRisk: (on: NewRisk) => `${base}/risks/new${servicesSearch({ ...on })}`,
      /** The list of SLOs that match. */
      slos: (address: Search = {}) => `${base}/slos${servicesSearch(address)}`,
      slo: (id: string) => `${base}/slos/${encodeURIComponent(id)}`,
      /** The wizard, for a new SLO of a service or, with `slo`, for one that stands. */
      newSlo: (on: { service?: string; slo?: string } = {}) =>
        `${base}/slos/new${servicesSearch({ service: on.service, edit: on.slo })}`,
      /** Planned time of a service, or of one of its SLOs. */
      exclusions: (on: { service?: string; slo?: string } = {}) =>
        `${base}/slos/exclusions${servicesSearch(on)}`,
      /** The deploy gate: ask it, and what it has answered. */
      gate: (address: Search = {}) =>
        `${base}/slos/gate${servicesSearch(address)}`,
      /** The list of services that match. */
      services: (address: ServicesAddress = {}) =>
        `${base}/services${servicesSearch(address)}`,
      scorecard: (name: string) =>
        `${base}/scorecards/${encodeURIComponent(name)}`,
      /** The Gold Layer tab of a service's page. */
      service: (ref: string) => `${entity(ref)}/gold-layer`,
    };
  }, [root, entity]);
}
