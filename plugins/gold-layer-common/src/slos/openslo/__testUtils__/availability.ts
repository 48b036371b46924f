/** An SLO with everything that can be said of it, for tests. */
export const availability = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: availability
  displayName: Checkout answers
  labels: { team: payments, tags: [a, b] }
  annotations:
    gold-layer.io/policy: strict
    gold-layer.io/minimum-events: 100
    gold-layer.io/minimum-coverage: "0.9"
    gold-layer.io/contributors: route, code
    gold-layer.io/runbook: docs/runbook.md
    gold-layer.io/review-every: P90D
    gold-layer.io/reviewed-on: 2026-01-05
    gold-layer.io/stakeholders: group:default/shop
    gold-layer.io/weight: 2
    other.example.com/anything: left alone
spec:
  description: Of all requests.
  service: checkout
  indicator:
    metadata: { name: answers, displayName: Availability }
    spec:
      ratioMetric:
        counter: true
        bad: { metricSource: { type: Prometheus, spec: { query: 'http_requests_total{code=~"5.."}' } } }
        total: { metricSource: { type: Prometheus, spec: { query: http_requests_total } } }
  timeWindow:
    - duration: 28d
      isRolling: true
  budgetingMethod: Occurrences
  objectives:
    - target: 0.99950
`;
