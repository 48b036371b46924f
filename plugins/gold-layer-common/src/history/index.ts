export * from './pastRecords';
