import {
  Content,
  Header,
  HeaderTabs,
  Page,
  Progress,
} from '@backstage/core-components';
import { Suspense, lazy } from 'react';
import {
  Navigate,
  Route,
  Routes,
  useLocation,
  useNavigate,
} from 'react-router-dom';
import { QueryProvider } from './api';
import { InsideMain, useLinks } from './ui';

const pages = [
  {
    id: 'overview',
    label: 'Overview',
    Page: lazy(async () => ({
      default: (await import('./overview')).OverviewPage,
    })),
  },
  {
    id: 'services',
    label: 'Services',
    Page: lazy(async () => ({
      default: (await import('./directory')).ServicesPage,
    })),
  },
  {
    id: 'scorecards',
    label: 'Scorecards',
    Page: lazy(async () => ({
      default: (await import('./scorecards')).ScorecardsPage,
    })),
  },
  {
    id: 'slos',
    label: 'SLOs',
    Page: lazy(async () => ({
      default: (await import('./slos')).SlosPage,
    })),
  },
  {
    id: 'assessments',
    label: 'Assessments',
    Page: lazy(async () => ({
      default: (await import('./assessments')).AssessmentsPage,
    })),
  },
  {
    id: 'risks',
    label: 'Risks',
    Page: lazy(async () => ({
      default: (await import('./waivers')).RisksPage,
    })),
  },
  {
    id: 'inbox',
    label: 'Waiting for me',
    Page: lazy(async () => ({
      default: (await import('./inbox')).InboxPage,
    })),
  },
  {
    id: 'reviews',
    label: 'Reviews',
    Page: lazy(async () => ({
      default: (await import('./reviews')).ReviewsPage,
    })),
  },
  {
    id: 'health',
    label: 'Health',
    Page: lazy(async () => ({
      default: (await import('./status')).StatusPage,
    })),
  },
];

/** The pages of the new frontend system, under a header and tabs of the legacy one. */
export function LegacyPages() {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const base = useLinks().overview.replace(/\/overview$/, '');
  const selected = pages.findIndex(({ id }) =>
    `${pathname}/`.startsWith(`${base}/${id}/`),
  );
  return (
    <QueryProvider>
      <Page themeId="tool">
        <Header title="Gold Layer" />
        <HeaderTabs
          tabs={pages}
          selectedIndex={Math.max(0, selected)}
          onChange={index => navigate(`${base}/${pages[index].id}`)}
        />
        <Content noPadding>
          <InsideMain.Provider value>
            <Suspense fallback={<Progress />}>
              <Routes>
                <Route index element={<Navigate to="overview" replace />} />
                {pages.map(({ id, Page: Screen }) => (
                  <Route key={id} path={`${id}/*`} element={<Screen />} />
                ))}
              </Routes>
            </Suspense>
          </InsideMain.Provider>
        </Content>
      </Page>
    </QueryProvider>
  );
}
