import TextField from '@mui/material/TextField';
import Box from '@mui/material/Box';
import { useState } from 'react';
import { useGoldLayer } from '../api';
import { EmptyState, Loaded, Panel } from '../ui';
import { KnownFacts } from './KnownFacts';
import { MissingFacts } from './MissingFacts';
import type { ServiceId } from './useService';

const refetchInterval = 4_000;

function holds(text: string, words: (string | undefined)[]): boolean {
  return words.some(word => word?.toLowerCase().includes(text));
}

/** Everything known about the service, and what could be known. */
export function Facts(props: { id: ServiceId }) {
  const query = useGoldLayer('getServiceFacts', props.id, { refetchInterval });
  const [search, setSearch] = useState('');
  const text = search.trim().toLowerCase();
  return (
    <Loaded query={query} lines={8}>
      {({ facts, missing }) => {
        const known = facts.filter(fact =>
          holds(text, [fact.name, fact.definition?.title, fact.source]),
        );
        const lacking = missing.filter(fact =>
          holds(text, [fact.name, fact.title, fact.source]),
        );
        return (
          <Box sx={{ display: 'grid', gap: 2.5, gridTemplateColumns: '100%' }}>
            <TextField
              size="small"
              type="search"
              label="Find a fact"
              value={search}
              onChange={event => setSearch(event.target.value)}
              sx={{ maxWidth: 320 }}
            />
            <Panel title="Known" question="What do the checks rest on?">
              {known.length === 0 ? (
                <EmptyState
                  why={
                    facts.length === 0
                      ? 'Nothing is known about this service yet.'
                      : 'No known fact has that in its name or source.'
                  }
                  todo={
                    facts.length === 0
                      ? 'Sources run on their own schedule; “Collect facts now” asks them at once.'
                      : undefined
                  }
                />
              ) : (
                <KnownFacts facts={known} />
              )}
            </Panel>
            <Panel
              title="Missing"
              question="What has nobody told yet, and who could?"
            >
              {lacking.length === 0 ? (
                <EmptyState
                  why={
                    missing.length === 0
                      ? 'Every fact that is defined is known.'
                      : 'No missing fact has that in its name or source.'
                  }
                />
              ) : (
                <MissingFacts facts={lacking} />
              )}
            </Panel>
          </Box>
        );
      }}
    </Loaded>
  );
}
