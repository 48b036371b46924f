import { Route, Routes } from 'react-router-dom';
import { PageBody } from '../ui';
import { ScorecardList } from './ScorecardList';
import { ScorecardView } from './ScorecardView';

/** All scorecards, and below it the page of each. */
export function ScorecardsPage() {
  return (
    <PageBody>
      <Routes>
        <Route index element={<ScorecardList />} />
        <Route path=":name" element={<ScorecardView />} />
      </Routes>
    </PageBody>
  );
}
