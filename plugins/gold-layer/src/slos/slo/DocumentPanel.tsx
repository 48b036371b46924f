import { Link } from '@backstage/core-components';
import type { SloDetail } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { Panel, inlineLinks } from '../../ui';
import { originWords } from '../words';
import { CodeBlock, Disclosed } from './CodeBlock';

/** The OpenSLO document as written, and where it stands. */
export function DocumentPanel(props: { slo: SloDetail }) {
  const { document, shadowed, id } = props.slo;
  return (
    <Panel title="Document" question="Where is the promise written down?">
      <Box sx={{ overflowWrap: 'anywhere', ...inlineLinks }}>
        It stands {originWords[document.origin]}:{' '}
        {document.url ? (
          <Link to={document.url}>{document.location}</Link>
        ) : (
          document.location
        )}
        {document.version !== undefined && `, version ${document.version}`}.
      </Box>
      {shadowed.length > 0 && (
        <Box sx={{ mt: 1 }}>
          It wins over{' '}
          {shadowed
            .map(
              ({ origin, location }) => `${location} (${originWords[origin]})`,
            )
            .join(', ')}
          , which has the same name.
        </Box>
      )}
      {document.text ? (
        <Disclosed show="Read the document" hide="Hide the document">
          {() => (
            <CodeBlock
              label="OpenSLO document"
              text={document.text}
              file={`${id}.openslo.yaml`}
            />
          )}
        </Disclosed>
      ) : (
        <Box sx={{ mt: 1 }}>
          Its text is not at hand: it has been removed since it was last read.
        </Box>
      )}
    </Panel>
  );
}
