import { metrics } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { MeterProvider } from '@opentelemetry/sdk-metrics';

/**
 * Lets a Prometheus on this machine scrape Backstage's metrics and the portal's
 * own requests by status, on the port that GOLD_LAYER_METRICS_PORT names.
 * Without it nothing is measured. It is imported first: requests are counted
 * from where Node's http module is loaded.
 */
const port = process.env.GOLD_LAYER_METRICS_PORT;

if (port) {
  const exporter = new PrometheusExporter({
    host: '127.0.0.1',
    port: Number(port),
  });
  metrics.setGlobalMeterProvider(new MeterProvider({ readers: [exporter] }));
  registerInstrumentations({ instrumentations: [new HttpInstrumentation()] });
}
