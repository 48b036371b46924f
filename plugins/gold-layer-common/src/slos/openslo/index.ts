export { openSloKinds, openSloVersion, type OpenSloKind } from './schema';
export {
  readSloDocuments,
  type SloDocument,
  type SloDocuments,
  type SloReadingOptions,
} from './readSloDocuments';
export { serviceRef, sloIdOf } from './serviceOf';
export { writeOpenSlo, writeOpenSlos } from './writeOpenSlo';
export {
  importFormatOf,
  importPyrra,
  importSloth,
  importSlos,
} from './imports';
