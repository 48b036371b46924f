export * from './EditQueue';
export * from './EditStore';
export * from './pendingEdit';
export * from './SaveMark';
export * from './SaveStatus';
export * from './Unsaved';
export * from './useEditQueue';
export * from './WrittenField';
