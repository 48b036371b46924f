export interface Config {
  goldLayer?: {
    /**
     * Where SLIs are measured: Prometheus and whatever speaks its API (Thanos,
     * Mimir, VictoriaMetrics). Documents name one of them as `source`.
     */
    prometheus?: {
      /** Lower case letters, digits and hyphens; documents refer to it. */
      name: string;
      /**
       * Address with path prefix, without `/api/v1`: such as
       * `https://mimir.example.com/prometheus`. No user or password in it.
       */
      url: string;
      /** Whether queries that name no data source go here, where `services` lets them. The first of the list that is for the service if none says so. */
      default?: boolean;
      /** Whose series are asked for, where several share one store (Mimir, Cortex, Thanos). */
      tenant?: string;
      /** The header that carries the tenant; `X-Scope-OrgID` if absent. */
      tenantHeader?: string;
      /** @visibility secret */
      bearerToken?: string;
      basicAuth?: {
        username: string;
        /** @visibility secret */
        password: string;
      };
      /**
       * More headers of every question.
       * @deepVisibility secret
       */
      headers?: { [name: string]: string };
      tls?: {
        /** A PEM file with the authorities that sign its certificate. */
        caFile?: string;
        /** false: any certificate will do. For trying out only. */
        rejectUnauthorized?: boolean;
      };
      /** How long one question may take, such as `30s`; 30 seconds if absent. */
      timeout?: string;
      /** Questions at a time, 1 to 32; 4 if absent. */
      maxConcurrent?: number;
      /** SLOs per evaluation that may be measured by queries of their own, without recording rules; 2,000 if absent. */
      maxOwnQueries?: number;
      /**
       * References of the services whose SLOs may ask here, `*` standing for any
       * part: such as `component:payments/*`. All may, if absent.
       */
      services?: string[];
      /** How often targets are scraped, such as `30s`. */
      scrapeInterval?: string;
      /** How far back the series go, in days. */
      retentionDays?: number;
    }[];
  };
}
