import type {
  SloDocument,
  SloOrigin,
  SloProblem,
  SloSpec,
} from '@gold-layer/backstage-plugin-common';

/** A file of OpenSLO: a row of `slo_documents`. Times are milliseconds since 1970. */
export interface StoredDocument {
  /** `<origin>:<service ref or location>`. */
  key: string;
  origin: SloOrigin;
  /** Whose record names it, or for whom the portal keeps it; absent for files of definitions. */
  service?: string;
  /** For people. */
  location: string;
  /** Where a browser finds it. */
  url?: string;
  /** As last read; empty if it could never be read. */
  text: string;
  hash: string;
  etag?: string;
  problems: SloProblem[];
  /** Why it could not be read, or not all of it; what it gave before stays. */
  error?: string;
  /** Raised by every change of its text. */
  version: number;
  changedBy?: string;
  changedAt: number;
  /** Last try, whatever came of it; 0 if none was made yet. */
  readAt: number;
}

/** A document as a source gives it. */
export type NewDocument = Pick<
  StoredDocument,
  'key' | 'origin' | 'service' | 'location' | 'url' | 'text' | 'readAt'
> &
  Partial<Pick<StoredDocument, 'etag' | 'error' | 'changedBy'>>;

/**
 * Reads a file of OpenSLO. With `service`, the entity ref of the service that
 * it belongs to, every SLO in it is one of that service.
 */
export type SloDocumentReader = (
  text: string,
  options: { service?: string },
) => ReadSlos;

/** What a reader made of a text. */
export interface ReadSlos {
  documents: Pick<
    SloDocument,
    'slos' | 'problems' | 'invalid' | 'kind' | 'name' | 'service'
  >[];
  /** Of the whole file. */
  problems: SloProblem[];
}

/** A document with what it says. */
export interface ParsedDocument extends Pick<
  StoredDocument,
  'key' | 'origin' | 'service' | 'location' | 'error'
> {
  slos: ParsedSlo[];
  /** Of the whole document. */
  problems: SloProblem[];
}

/** An SLO as a document says it. */
export interface ParsedSlo {
  spec: SloSpec;
  problems: SloProblem[];
  /** There are errors: nothing can be computed. */
  invalid: boolean;
}

/** What became of SLOs when documents changed: numbers of `slos`. */
export interface SloChange {
  added: number[];
  /** Everything else that is different, such as the objective. */
  changed: number[];
  /** Those among the changed of which something else is measured now: their buckets begin anew. */
  remeasured: number[];
  /** They are gone, and nothing refers to them any more. */
  removed: number[];
  /** Services whose SLOs these are, or were. */
  services: string[];
}
