import Box from '@mui/material/Box';
import { useGoldLayer } from '../api';
import { Loaded, PageBody } from '../ui';
import { CatalogPanel } from './CatalogPanel';
import { DefinitionsPanel } from './DefinitionsPanel';
import { EvaluationPanel } from './EvaluationPanel';
import { QuarantinePanel } from './QuarantinePanel';
import { SloPanel } from './SloPanel';
import { SourcesPanel } from './SourcesPanel';
import { VerdictBanner } from './VerdictBanner';

/** Often enough to watch a source recover, rarely enough to be forgotten open. */
const refetchInterval = 10_000;

/** Can I trust what I see? The health of Gold Layer itself. */
export function StatusPage() {
  const query = useGoldLayer('getStatus', {}, { refetchInterval });
  return (
    <PageBody>
      <Loaded query={query} lines={10}>
        {status => (
          <Box
            sx={{
              display: 'grid',
              gap: 2.5,
              gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '1fr 1fr' },
              '& > *': { minWidth: 0 },
            }}
          >
            <Box sx={{ gridColumn: '1 / -1' }}>
              <VerdictBanner status={status} />
            </Box>
            <Box sx={{ gridColumn: '1 / -1' }}>
              <QuarantinePanel quarantined={status.quarantined} />
            </Box>
            <Box sx={{ gridColumn: '1 / -1' }}>
              <SourcesPanel sources={status.sources} />
            </Box>
            <EvaluationPanel evaluation={status.evaluation} />
            <CatalogPanel catalog={status.catalog} />
            {status.slos && (
              <Box sx={{ gridColumn: '1 / -1' }}>
                <SloPanel slos={status.slos} />
              </Box>
            )}
            <Box sx={{ gridColumn: '1 / -1' }}>
              <DefinitionsPanel
                definitions={status.definitions}
                version={status.version}
              />
            </Box>
          </Box>
        )}
      </Loaded>
    </PageBody>
  );
}
