/** Every table of facts with rows that belong to one service. */
export const tablesOfServices = [
  'facts',
  'fact_history',
  'source_services',
  'repository_trees',
] as const;
