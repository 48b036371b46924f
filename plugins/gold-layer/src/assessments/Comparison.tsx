import type {
  Assessment,
  AssessmentComparison,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { Suspense, lazy } from 'react';
import { useGoldLayer } from '../api';
import { Loaded, Panel, SmallTable, Waiting, type SmallColumn } from '../ui';
import { tidy } from './words';

// Charts weigh more than the page: only where shown.
const Radar = lazy(() =>
  import('./charts').then(m => ({ default: m.GradeRadar })),
);
const Trend = lazy(() =>
  import('./charts').then(m => ({ default: m.ScoreTrend })),
);

/** The assessment against the last one, the team and the tier; and the scores so far. */
export function Comparison(props: { assessment: Assessment }) {
  const { assessment } = props;
  const query = useGoldLayer('compareAssessment', { id: assessment.id });
  return (
    <Loaded query={query} lines={6}>
      {({ series, trend }) => (
        <Box
          sx={{
            display: 'grid',
            gap: 2,
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: '1fr 1fr' },
          }}
        >
          <Panel
            title="Compared"
            question="Where does it stand apart? Others are medians of their latest assessments."
          >
            {series.length > 1 && (
              <Suspense fallback={<Waiting lines={6} />}>
                <Radar assessment={assessment} series={series} />
              </Suspense>
            )}
            <ComparisonTable assessment={assessment} series={series} />
          </Panel>
          <Panel title="Over time" question="Is it getting better?">
            {trend.length > 1 ? (
              <Suspense fallback={<Waiting lines={6} />}>
                <Trend
                  trend={trend}
                  highest={assessment.highest}
                  bands={assessment.rubricOf.bands}
                />
              </Suspense>
            ) : (
              'A trend needs a second published assessment.'
            )}
          </Panel>
        </Box>
      )}
    </Loaded>
  );
}

function ComparisonTable(props: {
  assessment: Assessment;
  series: AssessmentComparison['series'];
}) {
  const { dimensionsOf } = props.assessment.rubricOf;
  const columns: SmallColumn<(typeof dimensionsOf)[number]>[] = [
    { title: 'Dimension', heading: true, render: ({ title }) => title },
    ...props.series.map(({ title, n, name, grades }) => ({
      title: name === 'this' || name === 'last' ? title : `${title} (n ${n})`,
      numeric: true,
      render: ({ id }: (typeof dimensionsOf)[number]) =>
        grades[id] === undefined ? '–' : tidy(grades[id]),
    })),
  ];
  return (
    <SmallTable
      label="Grades compared"
      columns={columns}
      rows={dimensionsOf}
      rowKey={({ id }) => id}
    />
  );
}
