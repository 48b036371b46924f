export { AssessmentsPage } from './AssessmentsPage';
