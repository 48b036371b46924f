import type { ReviewExport } from '../review';

/** What an export says of its review, in words of the day it was exported. */
export type ExportedReview = ReviewExport['review'];
