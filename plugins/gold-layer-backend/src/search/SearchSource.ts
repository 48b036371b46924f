import type {
  SearchDocument,
  SearchType,
} from '@gold-layer/backstage-plugin-common';

/** A feature whose things the portal's search finds. */
export interface SearchSource {
  readonly type: SearchType;
  /** Documents in order of id, beginning after one; fewer than `limit` on the last page only. */
  page(options: {
    after: string | undefined;
    limit: number;
  }): Promise<SearchDocument[]>;
}
