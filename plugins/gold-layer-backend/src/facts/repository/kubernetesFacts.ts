import type { FactValue } from '@gold-layer/backstage-plugin-common';
import { helmFacts } from './helmFacts';
import { isObject, Manifest, readManifests } from './readManifests';
import { matching, RepositoryView } from './RepositoryFiles';

/** What is known of one container over all documents that speak of it: overlays patch what bases say. */
interface Container {
  limits: boolean;
  liveness: boolean;
  readiness: boolean;
}

/** A workload by kind and name, with its containers by name. */
interface Workload {
  /** Serves for as long as it lives, so that probes make sense. */
  serves: boolean;
  containers: Map<string, Container>;
}

const serving = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Rollout',
];
const passing = ['Job', 'CronJob', 'Pod'];
const kustomization = /(^|\/)kustomization\.ya?ml$/;

/**
 * Whether the service is deployed to Kubernetes from its repository, whether
 * every container has limits, and whether every workload that serves has a
 * container with both probes. Without workloads there is no answer to the
 * last two.
 */
export function kubernetesFacts({
  own,
}: RepositoryView): Record<string, FactValue | undefined> {
  const manifests = readManifests(own);
  const workloads = [...mergeWorkloads(manifests).values()];
  const containers = workloads.flatMap(it => [...it.containers.values()]);
  const servers = workloads.filter(it => it.serves);
  const charts = helmFacts(own);
  const present =
    workloads.length > 0 ||
    charts.length > 0 ||
    matching(own, kustomization).length > 0;
  const limits = [
    ...containers.map(it => it.limits),
    ...charts.map(it => it.limits),
  ];
  const probes = [
    ...servers.map(it => [...it.containers.values()].some(hasProbes)),
    ...charts.map(it => it.probes),
  ];
  return {
    'repository.kubernetes.present': present,
    'repository.kubernetes.limits': every(limits),
    'repository.kubernetes.probes': every(probes),
    'repository.openslo.present': manifests.some(({ apiVersion }) =>
      /^openslo(\.com)?\//i.test(apiVersion),
    ),
  };
}

function every(answers: boolean[]): boolean | undefined {
  return answers.length > 0 ? answers.every(Boolean) : undefined;
}

function hasProbes({ liveness, readiness }: Container): boolean {
  return liveness && readiness;
}

function mergeWorkloads(manifests: Manifest[]): Map<string, Workload> {
  const workloads = new Map<string, Workload>();
  for (const manifest of manifests) {
    const serves =
      serving.includes(manifest.kind) ||
      manifest.apiVersion.startsWith('serving.knative.dev/');
    if (!serves && !passing.includes(manifest.kind)) continue;
    const metadata = manifest.body.metadata;
    const name = isObject(metadata) ? String(metadata.name) : manifest.path;
    const key = `${manifest.kind} ${name}`;
    const workload = workloads.get(key) ?? { serves, containers: new Map() };
    workloads.set(key, workload);
    for (const container of containersOf(manifest)) {
      mergeContainer(workload.containers, container);
    }
  }
  return workloads;
}

function mergeContainer(
  containers: Map<string, Container>,
  container: Record<string, unknown>,
): void {
  const name = String(container.name);
  const known = containers.get(name);
  const { resources, livenessProbe, readinessProbe } = container;
  const limits = isObject(resources) ? resources.limits : undefined;
  containers.set(name, {
    limits:
      known?.limits || (isObject(limits) && Object.keys(limits).length > 0),
    liveness: known?.liveness || isObject(livenessProbe),
    readiness: known?.readiness || isObject(readinessProbe),
  });
}

/** Where each kind keeps its containers. */
function containersOf({ kind, body }: Manifest): Record<string, unknown>[] {
  const template = ['spec', 'template', 'spec', 'containers'];
  const path =
    kind === 'Pod'
      ? ['spec', 'containers']
      : [...(kind === 'CronJob' ? ['spec', 'jobTemplate'] : []), ...template];
  let value: unknown = body;
  for (const key of path) value = isObject(value) ? value[key] : undefined;
  return Array.isArray(value) ? value.filter(isObject) : [];
}
