export * from './ReviewsPage';
