import type { LabelMatcher } from './labelMatcher';

/** A metric that well-known software has, and how it tells that something failed. */
export interface MetricConvention {
  metric: string;
  /** What has it. */
  from: string;
  /** What a failed event has. */
  bad?: LabelMatcher[];
  /** A metric of its own that counts failures. */
  badMetric?: string;
}

const serverError = (label: string): LabelMatcher[] => [
  { label, op: '=~', value: '5..' },
];

/** gRPC codes that are the server's fault, not the caller's. */
const grpcFailures =
  'Unknown|DeadlineExceeded|Internal|Unavailable|DataLoss|Unimplemented';

/** Counters of requests. */
export const requestCounters: MetricConvention[] = [
  {
    metric: 'http_server_request_duration_seconds_count',
    from: 'OpenTelemetry',
    bad: serverError('http_response_status_code'),
  },
  {
    metric: 'http_server_requests_seconds_count',
    from: 'Spring Boot (Micrometer)',
    bad: serverError('status'),
  },
  {
    metric: 'http_requests_total',
    from: 'Prometheus client libraries',
    bad: serverError('code'),
  },
  {
    metric: 'http_request_duration_seconds_count',
    from: 'Prometheus client libraries',
    bad: serverError('code'),
  },
  {
    metric: 'traefik_service_requests_total',
    from: 'Traefik',
    bad: serverError('code'),
  },
  {
    metric: 'istio_requests_total',
    from: 'Istio',
    bad: serverError('response_code'),
  },
  {
    metric: 'nginx_ingress_controller_requests',
    from: 'NGINX ingress',
    bad: serverError('status'),
  },
  {
    metric: 'envoy_cluster_upstream_rq',
    from: 'Envoy',
    bad: serverError('envoy_response_code'),
  },
  {
    metric: 'haproxy_backend_http_responses_total',
    from: 'HAProxy',
    bad: [{ label: 'code', op: '=', value: '5xx' }],
  },
  {
    metric: 'caddy_http_request_duration_seconds_count',
    from: 'Caddy',
    bad: serverError('code'),
  },
  {
    metric: 'grpc_server_handled_total',
    from: 'gRPC',
    bad: [{ label: 'grpc_code', op: '=~', value: grpcFailures }],
  },
];

const named = (from: string, ...metrics: string[]): MetricConvention[] =>
  metrics.map(metric => ({ metric, from }));

/** Histograms of how long requests take. Istio and TensorFlow count in milliseconds and microseconds. */
export const requestHistograms: MetricConvention[] = [
  ...named('OpenTelemetry', 'http_server_request_duration_seconds_bucket'),
  ...named('Spring Boot (Micrometer)', 'http_server_requests_seconds_bucket'),
  ...named(
    'Prometheus client libraries',
    'http_request_duration_seconds_bucket',
  ),
  ...named('Traefik', 'traefik_service_request_duration_seconds_bucket'),
  ...named('Istio', 'istio_request_duration_milliseconds_bucket'),
  ...named(
    'NGINX ingress',
    'nginx_ingress_controller_request_duration_seconds_bucket',
  ),
  ...named('Envoy', 'envoy_cluster_upstream_rq_time_bucket'),
  ...named('Caddy', 'caddy_http_request_duration_seconds_bucket'),
  ...named('gRPC', 'grpc_server_handling_seconds_bucket'),
];

/** Histograms of predictions. */
export const predictionHistograms: MetricConvention[] = [
  ...named('vLLM', 'vllm:e2e_request_latency_seconds_bucket'),
  ...named('TensorFlow Serving', ':tensorflow:serving:request_latency_bucket'),
  ...named('Seldon', 'seldon_api_executor_client_requests_seconds_bucket'),
  ...named('KServe', 'request_predict_seconds_bucket'),
  ...named('BentoML', 'bentoml_service_request_duration_seconds_bucket'),
];

/** Counters of storage. */
export const storageCounters: MetricConvention[] = [
  {
    metric: 'minio_s3_requests_total',
    from: 'MinIO',
    badMetric: 'minio_s3_requests_5xx_errors_total',
  },
  {
    metric: 'etcd_server_proposals_committed_total',
    from: 'etcd',
    badMetric: 'etcd_server_proposals_failed_total',
  },
];

/** Histograms of storage. */
export const storageHistograms: MetricConvention[] = [
  ...named('MinIO', 'minio_s3_requests_ttfb_seconds_distribution'),
  ...named('etcd', 'etcd_disk_wal_fsync_duration_seconds_bucket'),
  ...named('Cassandra', 'cassandra_client_request_latency_seconds_bucket'),
];

/** How far consumers of a stream are behind. */
export const streamGauges: MetricConvention[] = [
  ...named('Kafka lag exporter', 'kafka_consumergroup_group_lag_seconds'),
  ...named('Kafka exporter', 'kafka_consumergroup_lag'),
];

/** When a job last succeeded. */
export const freshnessGauges: MetricConvention[] = [
  ...named(
    'Kubernetes (kube-state-metrics)',
    'kube_cronjob_status_last_successful_time',
  ),
  ...named('Pushgateway', 'push_time_seconds'),
];
