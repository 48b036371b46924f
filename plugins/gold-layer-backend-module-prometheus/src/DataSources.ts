import type { SloSpec } from '@gold-layer/backstage-plugin-common';
import { PrometheusFailure } from './client/failure';
import type { PrometheusClient } from './client/PrometheusClient';

/** Names of the data sources of an SLO's queries; undefined stands for the first one that is for its service. */
function namesIn({ sli }: SloSpec): (string | undefined)[] {
  if (sli.kind === 'raw') return [sli.raw.source];
  if (sli.kind === 'threshold') return [sli.metric.source];
  if (sli.kind === 'pushed') return [];
  return [sli.total, sli.good, sli.bad].flatMap(it => (it ? [it.source] : []));
}

/** Patterns are references in which `*` stands for any part. */
function isOpenTo({ source }: PrometheusClient, service: string): boolean {
  if (!source.services) return true;
  return source.services.some(pattern => {
    const escaped = pattern.replaceAll('.', '\\.').replaceAll('*', '.*');
    return new RegExp(`^${escaped}$`).test(service);
  });
}

/** Throws where the data source is not for the service. */
function open(client: PrometheusClient, service: string): PrometheusClient {
  if (isOpenTo(client, service)) return client;
  throw PrometheusFailure.ofQuery(
    `Prometheus '${client.source.name}' is not for ${service}: 'services' of that data source in goldLayer.prometheus says whom it is for.`,
  );
}

/** The configured data sources; which one an SLO is measured with. */
export class DataSources {
  /** The first one is the default. */
  readonly clients: readonly PrometheusClient[];

  private constructor(clients: PrometheusClient[]) {
    this.clients = clients;
  }

  static create(clients: PrometheusClient[]): DataSources {
    return new DataSources(clients);
  }

  /** The data source of a name, or the first one that is for the service. Throws where there is none. */
  #named(name: string | undefined, service: string): PrometheusClient {
    const [first] = this.clients;
    if (!first) {
      throw PrometheusFailure.ofSource(
        'No Prometheus is configured: set goldLayer.prometheus in app-config.yaml to a list with name and url of each.',
      );
    }
    if (name === undefined) {
      return this.clients.find(it => isOpenTo(it, service)) ?? first;
    }
    const found = this.clients.find(it => it.source.name === name);
    if (found) return found;
    const known = this.clients.map(it => `'${it.source.name}'`).join(', ');
    throw PrometheusFailure.ofQuery(
      `The document names the data source '${name}', which goldLayer.prometheus does not have. It has ${known}.`,
    );
  }

  /** The one data source of an SLO. Throws where there is none, or more than one. */
  of(slo: SloSpec): PrometheusClient {
    const names = namesIn(slo);
    if (names.length === 0) {
      throw PrometheusFailure.ofQuery(
        'It has no queries that Prometheus could answer.',
      );
    }
    const clients = new Set(names.map(it => this.#named(it, slo.service)));
    if (clients.size > 1) {
      const both = [...clients].map(it => `'${it.source.name}'`).join(' and ');
      throw PrometheusFailure.ofQuery(
        `Its queries go to ${both}: one data source has to answer all of them, as it computes with both.`,
      );
    }
    const [client] = clients;
    return open(client, slo.service);
  }

  /** The data source of a name, or the first one that is for the service. Throws where there is none, or the service may not ask it. */
  openTo(service: string, name: string | undefined): PrometheusClient {
    return open(this.#named(name, service), service);
  }

  /** Names of the data sources that are for a service; the first one answers queries that name none. */
  namesFor(service: string): string[] {
    return this.clients
      .filter(it => isOpenTo(it, service))
      .map(it => it.source.name);
  }

  /** SLOs by data source, and those that have none with why. */
  group<T>(
    items: T[],
    sloOf: (item: T) => SloSpec,
  ): {
    groups: Map<PrometheusClient, T[]>;
    homeless: { item: T; failure: unknown }[];
  } {
    const groups = new Map<PrometheusClient, T[]>();
    const homeless: { item: T; failure: unknown }[] = [];
    for (const item of items) {
      try {
        const client = this.of(sloOf(item));
        const others = groups.get(client);
        if (others) others.push(item);
        else groups.set(client, [item]);
      } catch (failure) {
        homeless.push({ item, failure });
      }
    }
    return { groups, homeless };
  }
}
