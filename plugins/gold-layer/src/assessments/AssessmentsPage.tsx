import { Route, Routes } from 'react-router-dom';
import { AssessmentPage } from './AssessmentPage';
import { PortfolioPage } from './PortfolioPage';

/** Assessments: the portfolio, and one assessment. */
export function AssessmentsPage() {
  return (
    <Routes>
      <Route index element={<PortfolioPage />} />
      <Route path=":id" element={<AssessmentPage />} />
    </Routes>
  );
}
