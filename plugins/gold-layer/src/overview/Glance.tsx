import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type { Overview } from '@gold-layer/backstage-plugin-common';
import type { ReactNode } from 'react';
import { AsOf, percent, useLinks } from '../ui';
import { ladderOf, shownScorecard } from './levelTitles';

interface Figure {
  value: number;
  label: string;
  to: string;
}

/** The first line of the page: how it stands, in four numbers. */
export function Glance(props: { overview: Overview; children?: ReactNode }) {
  const { overview } = props;
  const links = useLinks();
  const scorecard = shownScorecard(overview);
  const ladder = ladderOf(scorecard);
  const ground = ladder[0];
  const top = ladder[ladder.length - 1];
  const figures: Figure[] = [
    {
      value: overview.services,
      label: overview.services === 1 ? 'service' : 'services',
      to: links.services(),
    },
  ];
  if (scorecard && top.rank > 0) {
    figures.push(
      {
        value: ground.services,
        label: `${ground.services === 1 ? 'holds' : 'hold'} no level yet`,
        to: links.services({ scorecard: scorecard.name, level: ['none'] }),
      },
      {
        value: top.services,
        label: `${top.services === 1 ? 'is' : 'are'} ${top.title}`,
        to: links.services({ scorecard: scorecard.name, level: [top.level] }),
      },
    );
  }
  figures.push({
    value: overview.servicesWithGaps,
    label: `${overview.servicesWithGaps === 1 ? 'has' : 'have'} gaps in ownership`,
    to: links.services({ gap: ['any'] }),
  });
  return (
    <Box
      component="section"
      aria-label="At a glance"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'flex-end',
        columnGap: 5,
        rowGap: 1.5,
        mb: 3,
      }}
    >
      {figures.map(figure => (
        <Link key={figure.label} to={figure.to} color="inherit">
          <Box
            component="span"
            sx={{
              display: 'block',
              fontSize: '1.875rem',
              fontWeight: 700,
              lineHeight: 1.15,
              fontVariantNumeric: 'tabular-nums',
            }}
          >
            {figure.value.toLocaleString('en-US')}
          </Box>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {figure.label}
          </Box>
        </Link>
      ))}
      <Box
        sx={{
          ml: { md: 'auto' },
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 2,
        }}
      >
        <Box
          sx={{
            color: 'text.secondary',
            fontSize: '0.8125rem',
            textAlign: { md: 'right' },
          }}
        >
          {scorecard?.coverage !== undefined && (
            <div>
              {percent(scorecard.coverage)} of the checks have an answer.
            </div>
          )}
          {overview.confirmedAt && (
            <div>
              Catalog as of <AsOf at={overview.confirmedAt} />.
            </div>
          )}
        </Box>
        {props.children}
      </Box>
    </Box>
  );
}
