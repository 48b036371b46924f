import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useGoldLayer } from '../api';
import { Choice, SearchField, fromFacet, tierOptions } from '../ui';
import type { Portfolio } from './usePortfolio';
import { kindWords } from './words';

/** By which rubric, and whom. */
export function PortfolioFilters(props: { portfolio: Portfolio }) {
  const { portfolio } = props;
  const { rubrics, rubric, change, used } = portfolio;
  const facets = useGoldLayer('listServiceFacets', {}).data;
  return (
    <>
      <Box
        role="search"
        aria-label="Filter assessments"
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, mb: 1 }}
      >
        <TextField
          select
          size="small"
          label="Rubric"
          value={rubric?.name ?? ''}
          onChange={event =>
            // Another rubric has other dimensions to sort by.
            change({
              rubric: event.target.value,
              sort: undefined,
              order: undefined,
            })
          }
          sx={{ width: { xs: '100%', sm: 240 } }}
        >
          {(rubrics.data?.items ?? []).map(({ name, title }) => (
            <MenuItem key={name} value={name}>
              {title}
            </MenuItem>
          ))}
        </TextField>
        <SearchField
          label="Search"
          placeholder="Service or team …"
          value={portfolio.q ?? ''}
          onSearch={q => change({ q })}
        />
        {rubric && rubric.subjects.length > 1 && (
          <TextField
            select
            size="small"
            label="Of"
            value={portfolio.kind ?? ''}
            onChange={event => change({ kind: event.target.value })}
            sx={{ width: { xs: '100%', sm: 160 } }}
          >
            {rubric.subjects.map(kind => (
              <MenuItem key={kind} value={kind}>
                {kindWords[kind]}
              </MenuItem>
            ))}
          </TextField>
        )}
        <Choice
          label="Tier"
          options={tierOptions(facets?.tiers)}
          chosen={portfolio.tier}
          onChoose={tier => change({ tier })}
        />
        <Choice
          label="Team"
          options={fromFacet(facets?.owners)}
          chosen={portfolio.owner}
          onChoose={owner => change({ owner })}
        />
        {used > 0 && (
          <Button
            size="small"
            onClick={() =>
              change({
                q: undefined,
                tier: undefined,
                owner: undefined,
              })
            }
          >
            Clear filters
          </Button>
        )}
      </Box>
      {rubric && (
        <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
          {rubric.description}
        </Typography>
      )}
    </>
  );
}
