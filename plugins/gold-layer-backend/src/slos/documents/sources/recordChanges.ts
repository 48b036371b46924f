import type { NewDocument, StoredDocument } from '../records';
import { hashOf } from '../store/hashes';
import type { RecordDocument } from './recordDocument';

/** What has to change so that stored documents are those that records name. */
export interface RecordChanges {
  put: NewDocument[];
  remove: string[];
}

/** Keys of the documents that a service's record can lead to. */
export function recordKeys(service: string): {
  record: string;
  repository: string;
} {
  return { record: `record:${service}`, repository: `repository:${service}` };
}

const inRecord = 'Service record (spec.goldLayer.slos)';

/**
 * Compares what a record says with the documents stored for it. What was read
 * before gives way only once its successor is there: SLOs that move from the
 * record to a file, or from one file to another, go on without a gap.
 */
export function recordChanges(
  service: string,
  said: RecordDocument,
  stored: ReadonlyMap<string, StoredDocument>,
): RecordChanges {
  const keys = recordKeys(service);
  const record = stored.get(keys.record);
  const repository = stored.get(keys.repository);
  const all = [record, repository].flatMap(it => it?.key ?? []);
  switch (said.kind) {
    case 'none':
      return { put: [], remove: all };
    case 'inline': {
      const same =
        record?.hash === hashOf(said.text) && record.error === undefined;
      const written: NewDocument = {
        key: keys.record,
        origin: 'record',
        service,
        location: inRecord,
        text: said.text,
        readAt: 0,
      };
      return {
        put: same ? [] : [written],
        remove: repository ? [repository.key] : [],
      };
    }
    case 'file': {
      const { named, url } = said;
      if (repository?.url === url) return { put: [], remove: [] };
      return {
        put: [
          {
            ...(repository ?? emptyFile(service)),
            location: named,
            url,
            // Another file is another state, and is read at once.
            etag: undefined,
            error: undefined,
            readAt: 0,
          },
        ],
        remove: [],
      };
    }
    default:
      return {
        put: unusable(service, said, { record, repository }),
        remove: [],
      };
  }
}

function unusable(
  service: string,
  { named, error }: { named: string; error: string },
  stored: { record?: StoredDocument; repository?: StoredDocument },
): NewDocument[] {
  const before = stored.repository ?? stored.record;
  if (before?.error === error) return [];
  if (before?.origin === 'record') return [{ ...before, error }];
  return [
    {
      ...(before ?? emptyFile(service)),
      location: named,
      url: undefined,
      etag: undefined,
      error,
    },
  ];
}

function emptyFile(service: string): NewDocument {
  return {
    key: recordKeys(service).repository,
    origin: 'repository',
    service,
    location: '',
    text: '',
    readAt: 0,
  };
}
