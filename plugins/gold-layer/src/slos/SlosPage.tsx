import { Suspense, lazy } from 'react';
import { Route, Routes } from 'react-router-dom';
import { PageBody, Waiting } from '../ui';
import { SloListPage } from './list/SloListPage';

const SloPage = lazy(() =>
  import('./slo/SloPage').then(m => ({ default: m.SloPage })),
);

const WizardPage = lazy(() =>
  import('./wizard/WizardPage').then(m => ({ default: m.WizardPage })),
);

const GatePage = lazy(() =>
  import('./gate/GatePage').then(m => ({ default: m.GatePage })),
);

const ExclusionsPage = lazy(() =>
  import('./exclusions/ExclusionsPage').then(m => ({
    default: m.ExclusionsPage,
  })),
);

/** All SLOs, and below it the page of each. */
export function SlosPage() {
  return (
    <PageBody>
      <Suspense fallback={<Waiting lines={14} />}>
        <Routes>
          <Route index element={<SloListPage />} />
          <Route path="new" element={<WizardPage />} />
          <Route path="gate" element={<GatePage />} />
          <Route path="exclusions" element={<ExclusionsPage />} />
          <Route path=":id" element={<SloPage />} />
        </Routes>
      </Suspense>
    </PageBody>
  );
}
