import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { inlineLinks } from '../../../ui';
import { CodeBlock } from '../../slo/CodeBlock';
import { WizardPart } from '../WizardPart';
import type { WizardContext } from '../useWizardContext';
import type { Standing } from './useStanding';

/** Says into which file the document is to be committed. */
export function Commit(props: { standing: Standing; context: WizardContext }) {
  const { location, url, text } = props.standing;
  const { inline, document } = props.context;
  const place = url ? (
    <Link to={url}>{location}</Link>
  ) : (
    <code>{location}</code>
  );
  return (
    <WizardPart title="Commit it">
      <Box sx={{ maxWidth: '80ch', ...inlineLinks }}>
        {document?.origin === 'definitions' && (
          <>
            It stands in the portal's definitions, {place}. Whoever looks after
            the portal can put this text there.
          </>
        )}
        {document?.origin !== 'definitions' && location && !isInline(props) && (
          <>
            Put this text into {place}
            {text
              ? ', in the place of what stands there'
              : ', the file that the record of the service names'}
            , and commit it. The portal reads it within a few minutes.
          </>
        )}
        {isInline(props) && (
          <>
            The record of the service has its SLOs inline
            {location ? <> ({place})</> : ''}: put the document into the list{' '}
            <code>spec.goldLayer.slos</code>, or name a file there instead.
          </>
        )}
        {!location && !inline && (
          <>
            The record of the service names no file yet. Save this one as{' '}
            <code>openslo.yaml</code> beside the entity's own file, and name it
            there:
            <CodeBlock
              label="catalog-info.yaml"
              text={'spec:\n  goldLayer:\n    slos: ./openslo.yaml\n'}
            />
          </>
        )}
      </Box>
    </WizardPart>
  );
}

function isInline(props: { context: WizardContext }): boolean {
  const { document, inline } = props.context;
  return document ? document.origin === 'record' : inline;
}
