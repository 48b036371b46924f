import type {
  SloOrigin,
  SloProblem,
  SloSpec,
} from '@gold-layer/backstage-plugin-common';

/** A file of OpenSLO: a row of `slo_documents`. Times are milliseconds since 1970. */
export interface SloDocument {
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
  SloDocument,
  'key' | 'origin' | 'service' | 'location' | 'url' | 'text' | 'readAt'
> &
  Partial<Pick<SloDocument, 'etag' | 'error' | 'changedBy'>>;

/** What a reader made of a text. */
export interface ReadSlos {
  slos: SloSpec[];
  problems: SloProblem[];
}

/** Reads a file of OpenSLO; `service` is the entity ref of the service it belongs to, if it belongs to one. */
export type SloDocumentReader = (
  text: string,
  options: { service?: string },
) => ReadSlos;

/** A document with what it says. */
export interface ParsedDocument extends Pick<
  SloDocument,
  'key' | 'origin' | 'service' | 'location' | 'error'
> {
  slos: ParsedSlo[];
  /** Of the whole document. */
  problems: SloProblem[];
}

/** An SLO as a document says it. */
export interface ParsedSlo {
  spec: SloSpec;
  /** Those of the document's problems that concern it. With an error among them nothing can be computed. */
  problems: SloProblem[];
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
